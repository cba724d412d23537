const LONG_FORM = 0x80;
const MOST_BYTES = 4;

/** Where the content of a BER element begins and ends. */
export interface BerExtent {
  start: number;
  end: number;
}

/** The extent of the element at `at`; null where so few bytes don't tell it yet. */
export function extentAt(bytes: Buffer, at: number): BerExtent | null {
  const first = bytes[at + 1];
  if (first === undefined) return null;
  let start = at + 2;
  if (first < LONG_FORM) return { start, end: start + first };
  const count = first - LONG_FORM;
  if (count === 0 || count > MOST_BYTES) throw new Error('it answered in an encoding that LDAP has not');
  if (start + count > bytes.length) return null;
  const length = bytes.readUIntBE(start, count);
  start += count;
  return { start, end: start + length };
}
