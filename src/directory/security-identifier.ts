import type { AttributeValue } from './directory-source';

/** A Windows security identifier: its bytes as hex. The last four are a number within the domain, the lowest byte first. */
export type Sid = string;

const SID = /^01(?:[\da-f]{2}){7}(?:[\da-f]{8})+$/;
const HEX_OF_NUMBER = 8;

/** Null where the value is none. */
export function sidOf(value: AttributeValue | undefined): Sid | null {
  if (value === undefined) return null;
  const sid = (typeof value === 'string' ? Buffer.from(value) : value).toString('hex');
  return SID.test(sid) ? sid : null;
}

/** The SID of the group with that number in the domain of the user whose SID it is given. */
export function primaryGroupSid(user: AttributeValue | undefined, group: number): Sid | null {
  const sid = sidOf(user);
  if (!sid || !Number.isInteger(group) || group < 0 || group > 0xffff_ffff) return null;
  const number = Buffer.alloc(4);
  number.writeUInt32LE(group);
  return sid.slice(0, -HEX_OF_NUMBER) + number.toString('hex');
}
