import * as fc from 'fast-check';

import { ErrorCode, GatewayError } from '../../../src/errors';
import type { FilterExpression, FilterTest } from '../../../src/filters/filter-expression';
import { FilterText } from '../../../src/filters/filter-text';
import { parseLdapFilter } from '../../../src/filters/ldap/ldap-filter-parser';
import { Wildcard } from '../../../src/filters/text-pattern';
import { filters, patterns, withoutPlaces } from '../../support/filters/filter-arbitrary';
import { printLdapFilter } from '../../support/filters/print-filter';

const { ANY } = Wildcard;

const read = (text: string): FilterExpression => withoutPlaces(parseLdapFilter(new FilterText(text, 'ldapFilter')));
const is = (attribute: string, test: FilterTest): FilterExpression => ({
  type: 'condition',
  attribute,
  test,
  at: { attribute: 0, value: 0 },
});
const eq = (attribute: string, value: string | Buffer) => is(attribute, { operator: 'eq', value });
const like = (...pattern: (string | Wildcard)[]) => is('cn', { operator: 'like', pattern });
const not = (operand: FilterExpression): FilterExpression => ({ type: 'not', operand });
const and = (...operands: FilterExpression[]): FilterExpression => ({ type: 'and', operands });
const or = (...operands: FilterExpression[]): FilterExpression => ({ type: 'or', operands });

const ONLY_RULES =
  'the only matching rules are ":1.2.840.113556.1.4.1941:=" in chain, and ":1.2.840.113556.1.4.803:=" and ' +
  '":1.2.840.113556.1.4.804:=" for bits.';

function mistakeIn(text: string): GatewayError {
  try {
    parseLdapFilter(new FilterText(text, 'ldapFilter'));
  } catch (error) {
    if (error instanceof GatewayError) return error as GatewayError;
    throw error;
  }
  throw new Error(`"${text}" was accepted.`);
}

describe('an LDAP filter', () => {
  it.each<[string, FilterExpression]>([
    // The examples of RFC 4515, section 4, but for its extensible matches.
    ['(cn=Babs Jensen)', eq('cn', 'Babs Jensen')],
    ['(!(cn=Tim Howes))', not(eq('cn', 'Tim Howes'))],
    [
      '(&(objectClass=Person)(|(sn=Jensen)(cn=Babs J*)))',
      and(eq('objectClass', 'Person'), or(eq('sn', 'Jensen'), like('Babs J', ANY))),
    ],
    ['(o=univ*of*mich*)', is('o', { operator: 'like', pattern: ['univ', ANY, 'of', ANY, 'mich', ANY] })],
    ['(seeAlso=)', eq('seeAlso', '')],
    [
      '(o=Parens R Us \\28for all your parenthetical needs\\29)',
      eq('o', 'Parens R Us (for all your parenthetical needs)'),
    ],
    ['(cn=*\\2A*)', like(ANY, '*', ANY)],
    ['(filename=C:\\5cMyFile)', eq('filename', 'C:\\MyFile')],
    ['(bin=\\00\\00\\00\\04)', eq('bin', '\0\0\0\x04')],
    ['(sn=Lu\\c4\\8di\\c4\\87)', eq('sn', 'Lučić')],
    ['(1.3.6.1.4.1.1466.0=\\04\\02\\48\\69)', eq('1.3.6.1.4.1.1466.0', '\x04\x02Hi')],
    ['(cn=*)', is('cn', { operator: 'present' })],
    ['(cn=**)', is('cn', { operator: 'present' })],
    ['(cn=a*)', like('a', ANY)],
    ['(cn=*z)', like(ANY, 'z')],
    ['(cn= a )', eq('cn', ' a ')],
    ['(cn=é\u{1F600})', eq('cn', 'é\u{1F600}')],
    ['(guid=\\ff\\fe)', eq('guid', Buffer.from([0xff, 0xfe]))],
    ['(cn>=a=b)', is('cn', { operator: 'ge', value: 'a=b' })],
    ['(cn<=a)', is('cn', { operator: 'le', value: 'a' })],
    ['(cn~=a)', eq('cn', 'a')],
    ['(memberOf:1.2.840.113556.1.4.1941:=CN=a,DC=b)', is('memberOf', { operator: 'inChain', value: 'CN=a,DC=b' })],
    ['(a:1.2.840.113556.1.4.803:=2)', is('a', { operator: 'allBits', bits: 2 })],
    ['(a:1.2.840.113556.1.4.804:=-2147483648)', is('a', { operator: 'anyBits', bits: -2147483648 })],
    ['(&)', and()],
    ['(|)', or()],
    [' ( & (cn=a)\n\t( ! (cn=b) )\r\n ) ', and(eq('cn', 'a'), not(eq('cn', 'b')))],
  ])('is read from %j', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each<[string, number, string]>([
    ['', 0, 'column 1: "(" is expected, not the end.'],
    ['cn=a', 0, 'column 1: "(" is expected, not "c".'],
    ['(cn=a', 5, 'column 6: ")" is expected, not the end.'],
    ['(cn=a))', 6, 'column 7: the end is expected, not ")".'],
    ['(cn=a)(cn=b)', 6, 'column 7: the end is expected, not "(".'],
    ['(', 1, 'column 2: "&", "|", "!" or an attribute is expected, not the end.'],
    ['()', 1, 'column 2: "&", "|", "!" or an attribute is expected, not ")".'],
    ['(=a)', 1, 'column 2: "&", "|", "!" or an attribute is expected, not "=".'],
    ['(cn)', 3, 'column 4: "=", ">=", "<=" or "~=" is expected, not ")".'],
    ['(cn =a)', 3, 'column 4: "=", ">=", "<=" or "~=" is expected, not " ".'],
    ['(cn>a)', 3, 'column 4: "=", ">=", "<=" or "~=" is expected, not ">".'],
    ['(&(cn=a)cn=b)', 8, 'column 9: ")" is expected, not "c".'],
    ['(!cn=a)', 2, 'column 3: "(" is expected, not "c".'],
    ['(!(cn=a)(cn=b))', 8, 'column 9: ")" is expected, not "(".'],
    ['(cn=a(b)', 5, 'column 6: write "\\28" for a parenthesis in a value.'],
    ['(cn=a\\zz)', 5, 'column 6: a backslash is followed by two hexadecimal digits; write "\\5c" for itself.'],
    ['(cn=a\\4', 5, 'column 6: a backslash is followed by two hexadecimal digits; write "\\5c" for itself.'],
    ['(cn=a\0)', 5, 'column 6: write "\\00" for the character in a value.'],
    ['(cn=\\ff*)', 4, 'column 5: the value is not valid UTF-8.'],
    ['(cn>=a*)', 5, 'column 6: there are wildcards only after "="; write "\\2a" for an asterisk.'],
    ['(cn:=a)', 3, `column 4: ${ONLY_RULES}`],
    ['(cn:dn:2.4.6.8.10:=a)', 3, `column 4: ${ONLY_RULES}`],
    ['(cn:1.2.840.113556.1.4.805:=2)', 3, `column 4: ${ONLY_RULES}`],
    ['(a:1.2.840.113556.1.4.803:=x)', 27, 'column 28: the bits are a whole number of 53 bits at most.'],
    ['(a:1.2.840.113556.1.4.803:=)', 27, 'column 28: the bits are a whole number of 53 bits at most.'],
    ['(a:1.2.840.113556.1.4.804:=1.5)', 27, 'column 28: the bits are a whole number of 53 bits at most.'],
    ['(a:1.2.840.113556.1.4.804:=0x2)', 27, 'column 28: the bits are a whole number of 53 bits at most.'],
    ['(a:1.2.840.113556.1.4.804:=9007199254740992)', 27, 'column 28: the bits are a whole number of 53 bits at most.'],
    ['(a:1.2.840.113556.1.4.803:=\\ff)', 27, 'column 28: the bits are a whole number of 53 bits at most.'],
    [
      '(a:1.2.840.113556.1.4.803:=2*)',
      27,
      'column 28: there are wildcards only after "="; write "\\2a" for an asterisk.',
    ],
    ['(:dn:2.4.6.8.10:=a)', 1, 'column 2: "&", "|", "!" or an attribute is expected, not ":".'],
  ])('is refused at the place of the mistake: %j', (text, offset, fault) => {
    const mistake = mistakeIn(text);
    expect(mistake.message).toBe(`"ldapFilter" is wrong at line 1, ${fault}`);
    expect(mistake.extensions).toMatchObject({
      code: ErrorCode.BAD_USER_INPUT,
      parameter: 'ldapFilter',
      position: { offset },
    });
  });

  it('is refused where it is too long, too deep, or has too many conditions', () => {
    expect(mistakeIn(`(cn=${'x'.repeat(8188)})`)).toMatchObject({
      code: ErrorCode.LIMIT_EXCEEDED,
      extensions: { limit: 8192 },
    });
    const deep = (times: number) => `${'(!'.repeat(times)}(cn=a)${')'.repeat(times)}`;
    expect(read(deep(19))).toMatchObject({ type: 'not' });
    expect(mistakeIn(deep(20))).toMatchObject({
      code: ErrorCode.LIMIT_EXCEEDED,
      message: '"ldapFilter" is wrong at line 1, column 41: it is nested more than 20 deep.',
      extensions: { limit: 20 },
    });
    expect(mistakeIn('(&'.repeat(4000))).toMatchObject({ code: ErrorCode.LIMIT_EXCEEDED });
    expect(read(`(|${'(cn=a)'.repeat(200)})`)).toMatchObject({ type: 'or' });
    expect(mistakeIn(`(|${'(cn=a)'.repeat(201)})`)).toMatchObject({
      code: ErrorCode.LIMIT_EXCEEDED,
      message: '"ldapFilter" is wrong at line 1, column 1204: it has more than 200 conditions.',
      extensions: { limit: 200 },
    });
  });

  it('is read as it was printed', () => {
    const text = fc.string({ unit: 'binary', maxLength: 8 });
    const value = fc.oneof(text, fc.constantFrom(Buffer.from([0xff]), Buffer.from([0x28, 0x80])));
    const tests = () =>
      fc.oneof<fc.Arbitrary<FilterTest>[]>(
        fc.record({ operator: fc.constantFrom('eq', 'ge', 'le', 'inChain'), value }),
        fc.record({
          operator: fc.constant('like'),
          pattern: fc.tuple(patterns(text, [ANY]), text).map(([parts, last]) => [...parts, ANY, `x${last}`]),
        }),
        fc.constant({ operator: 'present' }),
        fc.record({ operator: fc.constantFrom('allBits', 'anyBits'), bits: fc.maxSafeInteger() }),
      );
    fc.assert(
      fc.property(filters(['cn', 'msRTCSIP-PrimaryUserAddress', '2.5.4.3'], tests, 0), (filter) => {
        expect(read(printLdapFilter(filter))).toEqual(filter);
      }),
      { numRuns: 1000 },
    );
  });

  it('is never more than refused, within its text, whatever it is', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '(',
        ')',
        '(&',
        '(|',
        '(!',
        '(cn=a)',
        '(cn',
        '=',
        '>=',
        '~=',
        ':=',
        ':1.2.840.113556.1.4.1941:=',
        ':1.2.840.113556.1.4.803:=',
        '2',
        '*',
        '\\',
        '\\2a',
        '\\f',
        ' ',
      ),
      fc.string({ unit: 'binary', maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        try {
          read(text);
        } catch (error) {
          if (!(error instanceof GatewayError)) throw error;
          const { offset, line, column } = error.extensions.position as Record<string, number>;
          expect(offset).toBeGreaterThanOrEqual(0);
          expect(offset).toBeLessThanOrEqual(text.length);
          expect(line).toBeGreaterThanOrEqual(1);
          expect(column).toBeGreaterThanOrEqual(1);
        }
      }),
      { numRuns: 3000 },
    );
  });
});
