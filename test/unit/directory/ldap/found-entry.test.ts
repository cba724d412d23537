import { BerReader, BerWriter, type Entry, ProtocolOperation, SearchEntry } from 'ldapts';

import { FoundEntry } from '../../../../src/directory/ldap/answers/found-entry';

const { LDAP_RES_SEARCH_ENTRY, LDAP_RES_SEARCH, LBER_SET } = ProtocolOperation;

function message(dn: string, attributes: Record<string, (string | Buffer)[]>, id = 7): Buffer {
  const writer = new BerWriter();
  writer.startSequence();
  writer.writeInt(id);
  writer.startSequence(LDAP_RES_SEARCH_ENTRY);
  writer.writeString(dn);
  writer.startSequence();
  for (const [name, values] of Object.entries(attributes)) {
    writer.startSequence();
    writer.writeString(name);
    writer.startSequence(LBER_SET);
    for (const value of values) writer.writeBuffer(Buffer.from(value as string), 4);
    writer.endSequence();
    writer.endSequence();
  }
  writer.endSequence();
  writer.endSequence();
  writer.endSequence();
  return writer.buffer;
}

/** What ldapts itself makes of it. */
function byLdapts(bytes: Buffer, asBytes: string[]): Entry {
  const reader = new BerReader(bytes);
  reader.readSequence();
  const entry = new SearchEntry({ messageId: reader.readInt()! });
  reader.readSequence();
  entry.parse(reader, []);
  return entry.toObject([], asBytes);
}

it.each<[string, string, Record<string, (string | Buffer)[]>]>([
  ['texts', 'CN=Ken Myer,DC=com', { cn: ['Ken Myer'], mail: ['a@x.com', 'b@x.com'] }],
  ['texts beyond ASCII', 'CN=Émil 🎷,DC=com', { cn: ['Émil 🎷'], sn: ['\uFFFD', 'Ωμέγα'] }],
  ['bytes that were asked for', 'CN=A', { objectGUID: [Buffer.from('0011223344556677889900112233ffee', 'hex')] }],
  ['what is no UTF-8', 'CN=A', { title: [Buffer.from('c3', 'hex'), 'Clerk'], cn: ['A'] }],
  ['no values and empty ones', 'CN=A', { member: [], description: [''] }],
  ['names like those of objects', 'CN=A', { constructor: ['x'], 'member;range=0-1': ['CN=B', 'CN=C'] }],
  ['long values', 'CN=A', { info: ['x'.repeat(127), 'x'.repeat(128), 'x'.repeat(70_000)] }],
  ['thousands of members', 'CN=A', { member: Array.from({ length: 20_000 }, (_, i) => `CN=User ${i},DC=com`) }],
])('an entry with %s is read as ldapts reads it', (_, dn, attributes) => {
  const bytes = message(dn, attributes);
  const entry = FoundEntry.in(bytes)!;
  expect(entry.messageId).toBe(7);
  expect(entry.toObject([], ['objectGUID'])).toEqual(byLdapts(bytes, ['objectGUID']));
});

it.each([1, 127, 128, 65_536, 2 ** 31 - 1])('belongs to the request %i', (id) => {
  expect(FoundEntry.in(message('CN=A', {}, id))!.messageId).toBe(id);
});

it('is no message of another kind', () => {
  const writer = new BerWriter();
  writer.startSequence();
  writer.writeInt(7);
  writer.startSequence(LDAP_RES_SEARCH);
  writer.endSequence();
  writer.endSequence();
  expect(FoundEntry.in(writer.buffer)).toBeNull();
});

it('is refused where it is cut off, wherever', () => {
  const whole = message('CN=A', { cn: ['Ken', 'Myer'] });
  for (let length = 0; length < whole.length; length += 1) {
    expect(() => FoundEntry.in(whole.subarray(0, length))).toThrow('it answered with an entry that is broken');
  }
});

it('is refused where it holds something else than values', () => {
  const bytes = message('CN=A', { cn: ['Ken'] });
  bytes[bytes.length - 5] = 0x0a;
  expect(() => FoundEntry.in(bytes)!.toObject([], [])).toThrow('it answered with an entry that is broken');
});
