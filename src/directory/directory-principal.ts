import { foldedKey, SORT_KEY_LENGTH, sortKey } from '../database/text-keys';
import { DistinguishedName } from './distinguished-name';
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
  | 'attributesDigest'
> & { readonly attributes: readonly KeptValue[] };

const fields = [
  'kind',
  'displayName',
  'sipAddress',
  'userPrincipalName',
  'logonName',
  'logonKey',
  'distinguishedName',
  'enabled',
  'attributesDigest',
] as const satisfies readonly (keyof DirectoryPrincipal & keyof Principal)[];

export function isSamePrincipal(a: Principal, b: DirectoryPrincipal): boolean {
  return fields.every((field) => a[field] === b[field]);
}

/** The row of a principal that stands in the directory, but for its id. */
export function principalRow({
  attributes: _attributes,
  ...principal
}: DirectoryPrincipal): Pick<Principal, Exclude<keyof Principal, 'id' | 'globalId'>> {
  const { displayName, sipAddress, userPrincipalName, logonName, distinguishedName } = principal;
  return {
    ...principal,
    displayNameKey: storedKey(displayName),
    sortKey: sortKey(displayName),
    sipKey: sipAddress && storedKey(sipAddress),
    upnKey: userPrincipalName && storedKey(userPrincipalName),
    logonNameKey: logonName && storedKey(logonName),
    dnKey: DistinguishedName.parse(distinguishedName)!.key,
    missing: false,
  };
}

/** A folded key as its column takes it: folding can make a text longer. */
export function storedKey(text: string): string {
  return foldedKey(text).slice(0, SORT_KEY_LENGTH).toWellFormed();
}
