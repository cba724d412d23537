import { randomUUID } from 'node:crypto';

import { characterCount, foldedKey, sortKey } from '../../database/text-keys';
import { DistinguishedName } from '../../directory/distinguished-name';
import { ErrorCode, GatewayError } from '../../errors';
import type { Endpoint } from './endpoint.entity';

const LONGEST = 256;

/** The columns of a display name, checked; where there is none, the SIP address stands in. */
export function displayed(
  displayName: string | null | undefined,
  sipAddress: string,
): Pick<Endpoint, 'displayName' | 'displayNameKey' | 'sortKey'> {
  const refuse = (why: string) =>
    new GatewayError(ErrorCode.BAD_USER_INPUT, `The display name ${JSON.stringify(displayName)} ${why}.`, {
      parameter: 'input.displayName',
    });
  const name = displayName ?? sipAddress.slice('sip:'.length);
  if (!name.trim()) throw refuse('is empty');
  if (name !== name.trim()) throw refuse('begins or ends with a blank');
  if (/\p{Cc}/u.test(name)) throw refuse('has a control character, such as a line break');
  const length = characterCount(name);
  if (length > LONGEST) throw refuse(`has ${length} characters; it may have at most ${LONGEST}`);
  return { displayName: name, displayNameKey: foldedKey(name), sortKey: sortKey(name) };
}

/** The columns of a SIP address. */
export function addressed(sipAddress: string): Pick<Endpoint, 'sipAddress' | 'sipKey'> {
  return { sipAddress, sipKey: foldedKey(sipAddress) };
}

/** A GUID of its own, and the distinguished name that begins with it and ends with the domain of the SIP address. */
export function newPlace(sipAddress: string): Pick<Endpoint, 'guid' | 'distinguishedName' | 'dnKey'> {
  const guid = randomUUID();
  const domain = sipAddress.slice(sipAddress.indexOf('@') + 1).split('.');
  const distinguishedName = [`CN={${guid}}`, 'CN=Application Contacts', ...domain.map((label) => `DC=${label}`)].join();
  return { guid, distinguishedName, dnKey: DistinguishedName.parse(distinguishedName)!.normalised };
}
