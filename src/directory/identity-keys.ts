import { foldedKey } from '../database/text-keys';
import { DistinguishedName } from './distinguished-name';

/** The columns by which an identity finds a principal. */
export type IdentityColumn = 'sipKey' | 'upnKey' | 'logonKey' | 'displayNameKey' | 'dnKey' | 'guid';

const GUID = /^\{?([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\}?$/;

/** What an identity is in each of the forms that it may have. */
export function identityKeys(identity: string): ReadonlyMap<IdentityColumn, string> {
  const folded = foldedKey(identity);
  const keys = new Map<IdentityColumn, string>([['displayNameKey', folded]]);
  if (folded.startsWith('sip:')) keys.set('sipKey', folded);
  if (folded.includes('@')) keys.set('upnKey', folded);
  if (folded.includes('\\')) keys.set('logonKey', folded);
  const dnKey = DistinguishedName.parse(identity)?.key;
  if (dnKey) keys.set('dnKey', dnKey);
  const guid = GUID.exec(folded)?.[1];
  if (guid) keys.set('guid', guid);
  return keys;
}

/** Whether an identity looks like one of another form than a display name, which alone takes wildcards. */
export function isOtherThanName(identity: string): boolean {
  const forms = identityKeys(identity);
  return forms.has('sipKey') || forms.has('dnKey') || (forms.size > 1 && !/\s/.test(identity));
}
