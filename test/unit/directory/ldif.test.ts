import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import * as fc from 'fast-check';

import type { DirectoryEntry } from '../../../src/directory/directory-source';
import { LdifParser } from '../../../src/directory/ldif/ldif-parser';
import { LdifSource } from '../../../src/directory/ldif/ldif-source';
import { ErrorCode, GatewayError } from '../../../src/errors';

const bytesOf = (value: string | Buffer): Buffer => (typeof value === 'string' ? Buffer.from(value) : value);

function parse(text: string | Buffer, pieceLength = Infinity): DirectoryEntry[] {
  const bytes = bytesOf(text);
  const parser = new LdifParser('test.ldif');
  const entries: DirectoryEntry[] = [];
  for (let start = 0; start < bytes.length; start += pieceLength)
    entries.push(...parser.push(bytes.subarray(start, start + pieceLength)));
  return [...entries, ...parser.end()];
}

function refusal(text: string | Buffer): string {
  try {
    parse(text);
  } catch (error) {
    expect((error as GatewayError).code).toBe(ErrorCode.BAD_USER_INPUT);
    return (error as GatewayError).message;
  }
  throw new Error('The text was accepted.');
}

interface WrittenEntry {
  dn: string;
  attributes: [name: string, value: string | Buffer][];
}

/** Writes LDIF as RFC 2849 wants it: whatever is not a safe string in base64, long lines folded. */
function write(entries: WrittenEntry[], { width, lineEnd }: { width: number; lineEnd: string }): string {
  const line = (name: string, value: string | Buffer): string => {
    const safe = typeof value === 'string' && /^(?![ :<])[\x01-\x09\x0b\x0c\x0e-\x7f]*(?<! )$/.test(value);
    const text = safe ? `${name}: ${value}` : `${name}:: ${bytesOf(value).toString('base64')}`;
    return text.match(new RegExp(`.{1,${width}}`, 'gs'))!.join(`${lineEnd} `);
  };
  return entries
    .map(({ dn, attributes }) =>
      [['dn', dn] as const, ...attributes].map(([name, value]) => `${line(name, value)}${lineEnd}`).join(''),
    )
    .join(`# next${lineEnd} one${lineEnd}${lineEnd}`);
}

const value = fc.oneof(
  fc.string({ unit: 'binary' }).map((text) => text.toWellFormed()),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
  fc.constantFrom(' leading', 'trailing ', ':colon', '<angle', '', 'Zoë', 'a\nb'),
);
const writtenEntry: fc.Arbitrary<WrittenEntry> = fc.record({
  dn: fc.constantFrom('CN=Ken Myer,DC=com', 'CN=Myer\\, Ken,OU=R\\\\D,DC=com', 'CN=Zoë,DC=com'),
  attributes: fc.array(fc.tuple(fc.constantFrom('cn', 'member', 'description'), value), { minLength: 1, maxLength: 6 }),
});

describe('LDIF', () => {
  it('gives back what was written, in pieces of any length', () => {
    fc.assert(
      fc.property(
        fc.array(writtenEntry, { minLength: 1, maxLength: 4 }),
        fc.record({ width: fc.integer({ min: 20, max: 80 }), lineEnd: fc.constantFrom('\n', '\r\n') }),
        fc.integer({ min: 1, max: 60 }),
        (entries, layout, pieceLength) => {
          const read = parse(write(entries, layout), pieceLength);
          expect(read.map((entry) => entry.distinguishedName)).toEqual(entries.map(({ dn }) => dn));
          read.forEach((entry, i) => {
            for (const name of ['cn', 'member', 'description']) {
              const written = entries[i]!.attributes.filter(([attribute]) => attribute === name).map(([, each]) =>
                bytesOf(each),
              );
              expect(entry.values(name).map(bytesOf)).toEqual(written);
            }
          });
        },
      ),
    );
  });

  it('gives base64 as bytes and the rest as text, by attribute names in any case', () => {
    const [entry] = parse(
      'version: 1\ndn: CN=Ken,DC=com\nCN: Ken\ncn:: S8OpbmE=\nobjectGUID:: AAECAwQFBgcICQoLDA0ODw==\nmail:kenmyer@litwareinc.com\n',
    );
    expect(entry!.values('cn')).toEqual(['Ken', Buffer.from('Kéna')]);
    expect(entry!.texts('Cn')).toEqual(['Ken', 'Kéna']);
    expect(entry!.values('objectguid')).toEqual([Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex')]);
    expect(entry!.text('mail')).toBe('kenmyer@litwareinc.com');
    expect(entry!.text('telephoneNumber')).toBeNull();
  });

  it('joins folded lines, of comments too, and of characters cut by the fold', () => {
    const cut = Buffer.concat([Buffer.from('dn: CN=Ren\xc3', 'latin1'), Buffer.from('\n \xa9,DC=com\n', 'latin1')]);
    const before = Buffer.from('# a comment\n  that goes on\n# another\n');
    const after = Buffer.from('# within\n  it\ncn: R\r\n en\n é\n');
    const entries = parse(Buffer.concat([before, cut, after]));
    expect(entries).toHaveLength(1);
    expect(entries[0]!.distinguishedName).toBe('CN=René,DC=com');
    expect(entries[0]!.texts('cn')).toEqual(['René']);
  });

  it('takes a byte order mark, several blank lines, no last line feed, and a name in base64', () => {
    const zoe = Buffer.from('CN=Zoë,DC=com').toString('base64');
    const entries = parse(`\uFEFFversion: 1\r\n\r\n\r\ndn:: ${zoe}\r\ncn: Z\r\n\r\n\r\ndn: DC=com`);
    expect(entries.map((entry) => entry.distinguishedName)).toEqual(['CN=Zoë,DC=com', 'DC=com']);
  });

  it('is nothing where it has comments alone', () => {
    expect(parse('# nothing here\n\n# nor here')).toEqual([]);
    expect(parse('')).toEqual([]);
  });

  it.each([
    ['version: 2\n', 'Line 1 of "test.ldif" says LDIF version 2; only version 1 can be read.'],
    ['version: 1\n\ncn: Ken\n', 'Line 3 of "test.ldif" begins an entry with "cn" where "dn" is expected.'],
    [' folded\n', 'Line 1 of "test.ldif" continues a line, but there is none before it.'],
    ['dn: DC=com\n\n folded\n', 'Line 3 of "test.ldif" continues a line, but there is none before it.'],
    ['dn: Ken Myer\n', 'Line 1 of "test.ldif" has "Ken Myer", which is not a distinguished name.'],
    ['dn:: /w==\n', 'Line 1 of "test.ldif" has a distinguished name that is not valid UTF-8.'],
    ['dn: DC=com\nnonsense\n', 'Line 2 of "test.ldif" is neither a comment nor an "attribute: value".'],
    ['dn: DC=com\n-\n', 'Line 2 of "test.ldif" is neither a comment nor an "attribute: value".'],
    [
      'dn: DC=com\n# one\n#  two\njpegPhoto:< file:///ken.jpg\n',
      'Line 4 of "test.ldif" gives "jpegPhoto" by URL, which is not supported.',
    ],
    [
      'dn: DC=com\ndc: com\nobjectGUID:: AAEC\n Aw=\n',
      'Line 3 of "test.ldif" gives "objectGUID" in base64 that is broken.',
    ],
    [
      'dn: DC=com\nchangetype: add\n',
      'Line 2 of "test.ldif" makes a change record ("changetype"); only entries can be read.',
    ],
    [
      'dn: DC=com\ncontrol: 1.2 true\n',
      'Line 2 of "test.ldif" makes a change record ("control"); only entries can be read.',
    ],
    ['dn: DC=com\ndc: com\ndn: DC=org\n', 'Line 3 of "test.ldif" begins an entry where a blank line is expected.'],
    [Buffer.from('dn: DC=com\ncn: \xff\n', 'latin1'), 'Line 2 of "test.ldif" is not valid UTF-8.'],
  ])('refuses %j', (text, message) => {
    expect(refusal(text)).toBe(message);
  });
});

describe('an LDIF file', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'ldif-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is read entry by entry, and again from its beginning', async () => {
    const file = join(folder, 'two.ldif');
    writeFileSync(file, 'dn: DC=com\n\ndn: DC=org\n');
    const source = new LdifSource({ path: file });
    for (let time = 0; time < 2; time += 1) {
      const names: string[] = [];
      for await (const entry of (await source.open()).entries()) names.push(entry.distinguishedName);
      expect(names).toEqual(['DC=com', 'DC=org']);
    }
  });

  it('is named where it is not there', async () => {
    const file = join(folder, 'missing.ldif');
    const reading = (await new LdifSource({ path: file }).open()).entries()[Symbol.asyncIterator]().next();
    await expect(reading).rejects.toMatchObject({ code: ErrorCode.UNAVAILABLE });
    await expect(reading).rejects.toThrow(
      `The directory file "${file}" can't be read: ENOENT: no such file or directory, open '${file}'.`,
    );
  });
});
