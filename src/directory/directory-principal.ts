import { createHash } from 'node:crypto';

import { foldedKey, SORT_KEY_LENGTH } from '../database/text-keys';
import type { KeptValue } from './kept-attributes';
import type { Principal } from './principal.entity';

/** What a directory says of a principal; all else that the store keeps follows from it. */
export type DirectoryPrincipal = Pick<
  Principal,
  | 'guid'
  | 'kind'
  | 'displayName'
  | 'sipAddress'
  | 'userPrincipalName'
  | 'logonName'
  | 'logonKey'
  | 'distinguishedName'
  | 'enabled'
  | 'siteName'
  | 'sid'
> & { readonly attributes: readonly KeptValue[] };

/** Equal for principals of which the directory says the same, in whichever order the values of attributes come: 128 bits in hex. */
export function digestOf({ guid: _guid, attributes, ...principal }: DirectoryPrincipal): string {
  const said = [Object.values(principal), attributes.map(({ name, value }) => `${name} ${value}`).sort()];
  return createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 32);
}

/** A folded key as its column takes it: folding can make a text longer. */
export function storedKey(text: string): string {
  return foldedKey(text).slice(0, SORT_KEY_LENGTH).toWellFormed();
}
