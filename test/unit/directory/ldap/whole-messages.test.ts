import { WholeMessages } from '../../../../src/directory/ldap/answers/whole-messages';

function message(length: number): Buffer {
  const header =
    length < 128
      ? Buffer.from([0x30, length])
      : length < 2 ** 16
        ? Buffer.from([0x30, 0x82, length >> 8, length & 255])
        : Buffer.from([0x30, 0x83, length >> 16, (length >> 8) & 255, length & 255]);
  return Buffer.concat([header, Buffer.alloc(length, length & 255)]);
}

const messages = [3, 0, 127, 128, 300, 1, 70_000, 5].map(message);
const all = Buffer.concat(messages);

it.each([1, 2, 3, 7, 64, 1_000, 65_536, all.length])('come out one by one of pieces of %i bytes', (size) => {
  const whole = new WholeMessages();
  const found: Buffer[] = [];
  for (let start = 0; start < all.length; start += size) {
    for (const each of whole.push(all.subarray(start, start + size))) found.push(each);
  }
  expect(found.map((each) => each.length)).toEqual(messages.map((each) => each.length));
  expect(Buffer.concat(found).equals(all)).toBe(true);
});

it.each([
  ['of no stated length', [0x30, 0x80]],
  ['of a length that needs five bytes', [0x30, 0x85, 1, 1, 1, 1, 1]],
])('are refused where one is %s', (_, bytes) => {
  expect(() => [...new WholeMessages().push(Buffer.from(bytes))]).toThrow(
    'it answered in an encoding that LDAP has not',
  );
});
