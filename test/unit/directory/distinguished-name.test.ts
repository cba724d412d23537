import * as fc from 'fast-check';

import { DistinguishedName } from '../../../src/directory/distinguished-name';

const normalised = (text: string): string | undefined => DistinguishedName.parse(text)?.normalised;

/** Any value, written with one of RFC 4514's ways of escaping each character. */
const character = fc.constantFrom(...'abcé,+"\\<>;=#Z');
const written = fc
  .array(fc.tuple(character, fc.constantFrom('plain', 'hex')), { minLength: 1, maxLength: 8 })
  .map((characters) => ({
    value: characters.map(([each]) => each).join(''),
    text: characters
      .map(([each, form]) => (form === 'hex' ? hex(each) : ',+"\\<>;=#'.includes(each) ? `\\${each}` : each))
      .join(''),
  }));

function hex(text: string): string {
  return [...Buffer.from(text)].map((byte) => `\\${byte.toString(16).padStart(2, '0')}`).join('');
}

describe('a distinguished name', () => {
  it.each([
    ['CN=Ken Myer,OU=IT,DC=litwareinc,DC=com', 'cn=ken myer,ou=it,dc=litwareinc,dc=com'],
    ['cn = KEN   MYER , ou=it, DC=LitwareInc , dc=COM', 'cn=ken myer,ou=it,dc=litwareinc,dc=com'],
    ['CN=Myer\\, Ken,DC=com', 'cn=myer\\, ken,dc=com'],
    ['CN=Myer\\2C Ken,DC=com', 'cn=myer\\, ken,dc=com'],
    ['CN="Myer, Ken",DC=com', 'cn=myer\\, ken,dc=com'],
    ['CN=R\\\\D,DC=com', 'cn=r\\\\d,dc=com'],
    ['CN=R\\5CD,DC=com', 'cn=r\\\\d,dc=com'],
    ['CN=\\\\2c,DC=com', 'cn=\\\\2c,dc=com'],
    ['CN=Ren\\C3\\A9,DC=com', 'cn=rené,dc=com'],
    ['CN=Rene\u0301,DC=com', 'cn=rené,dc=com'],
    ['CN=RENÉ,DC=com', 'cn=rené,dc=com'],
    ['UID=kenmyer+CN=Ken Myer,DC=com', 'cn=ken myer+uid=kenmyer,dc=com'],
    ['OID.2.5.4.3=Ken,DC=com', '2.5.4.3=ken,dc=com'],
    ['2.5.4.3=#04024869,DC=com', '2.5.4.3=#04024869,dc=com'],
    ['CN=\\#1,DC=com', 'cn=\\#1,dc=com'],
    ['CN=Deleted\\0ADEL:1,DC=com', 'cn=deleted del:1,dc=com'],
    ['CN=\\ Ken\\ ,DC=com', 'cn=ken,dc=com'],
    ['CN=,DC=com', 'cn=,dc=com'],
    ['CN=a=b,DC=com', 'cn=a=b,dc=com'],
  ])('%s is compared as %s', (text, expected) => {
    expect(normalised(text)).toBe(expected);
  });

  it.each([
    '',
    'Ken Myer',
    'CN',
    '=Ken',
    'CN=Ken,',
    'CN=Ken,,DC=com',
    'CN=Ken;DC=com',
    'CN="Ken',
    'CN=Ken\\',
    'CN=Ken\\zz',
    'CN=#0g',
    'CN=a"b',
    '1cn=a',
  ])('is not %j', (text) => {
    expect(DistinguishedName.parse(text)).toBeNull();
  });

  it('is the same however its values are escaped', () => {
    fc.assert(
      fc.property(fc.array(written, { minLength: 1, maxLength: 4 }), (values) => {
        const escaped = normalised(values.map(({ text }) => `CN=${text}`).join(','));
        const inHex = normalised(values.map(({ value }) => `cn=${hex(value.toUpperCase())}`).join(' , '));
        expect(escaped).toBeDefined();
        expect(escaped).toBe(inHex);
      }),
    );
  });

  it('is another for another value', () => {
    fc.assert(
      fc.property(
        fc.array(written, { minLength: 1, maxLength: 3 }),
        fc.array(written, { minLength: 1, maxLength: 3 }),
        (some, others) => {
          const folded = (values: typeof some) => values.map(({ value }) => value.toLowerCase());
          const name = (values: typeof some) => normalised(values.map(({ text }) => `CN=${text}`).join(','));
          expect(name(some) === name(others)).toBe(JSON.stringify(folded(some)) === JSON.stringify(folded(others)));
        },
      ),
    );
  });

  it('is read in time that grows with its length alone', () => {
    for (const text of [
      `CN=${' '.repeat(200_000)}"`,
      `CN="${'a\\"'.repeat(100_000)}`,
      `${'CN=a+'.repeat(50_000)};`,
      ' '.repeat(200_000),
    ]) {
      expect(DistinguishedName.parse(text)).toBeNull();
    }
  }, 20_000);

  it('has a key of 64 hexadecimal digits, the same for the same name', () => {
    const key = DistinguishedName.parse('CN=Ken Myer,DC=litwareinc,DC=com')!.key;
    expect(key).toBe('2fc4edf3e62e0bcbfc4dae79054bfb653181c6179772e1e6c1d661e98a903b61');
    expect(DistinguishedName.parse('cn=ken myer, dc=litwareinc, dc=com')!.key).toBe(key);
  });

  it('knows what stands above it, and its domain', () => {
    const name = DistinguishedName.parse('CN=Myer\\, Ken,OU=IT,DC=LitwareInc,DC=com')!;
    expect(name.parent!.normalised).toBe('ou=it,dc=litwareinc,dc=com');
    expect(name.domain!.normalised).toBe('dc=litwareinc,dc=com');
    expect(name.firstValue).toBe('myer, ken');
    expect(name.domain!.parent!.parent).toBeNull();
    expect(name.domain!.domain!.normalised).toBe('dc=litwareinc,dc=com');
    expect(DistinguishedName.parse('CN=Ken,O=Litware')!.domain).toBeNull();
  });
});
