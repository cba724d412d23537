import * as fc from 'fast-check';

import { ErrorCode, GatewayError } from '../../../src/errors';
import { parseComparison } from '../../../src/filters/comparison/comparison-parser';
import type { FilterExpression, FilterTest } from '../../../src/filters/filter-expression';
import { FilterText } from '../../../src/filters/filter-text';
import { Wildcard } from '../../../src/filters/text-pattern';
import { filters, patterns, withoutPlaces } from '../../support/filters/filter-arbitrary';
import { printComparison } from '../../support/filters/print-filter';

const { ANY, ONE } = Wildcard;

const read = (text: string): FilterExpression => withoutPlaces(parseComparison(new FilterText(text, 'filter')));
const is = (attribute: string, test: FilterTest): FilterExpression => ({
  type: 'condition',
  attribute,
  test,
  at: { attribute: 0, value: 0 },
});
const eq = (attribute: string, value: string | number | boolean) => is(attribute, { operator: 'eq', value });
const not = (operand: FilterExpression): FilterExpression => ({ type: 'not', operand });
const and = (...operands: FilterExpression[]): FilterExpression => ({ type: 'and', operands });
const or = (...operands: FilterExpression[]): FilterExpression => ({ type: 'or', operands });
const like = (...pattern: (string | Wildcard)[]) => is('a', { operator: 'like', pattern });
const [a, b, c] = [eq('a', 1), eq('b', 2), eq('c', 3)];

function mistakeIn(text: string): GatewayError {
  try {
    parseComparison(new FilterText(text, 'filter'));
  } catch (error) {
    if (error instanceof GatewayError) return error as GatewayError;
    throw error;
  }
  throw new Error(`"${text}" was accepted.`);
}

describe('a filter in the comparison syntax', () => {
  it.each<[string, FilterExpression]>([
    ["a -eq 'x'", eq('a', 'x')],
    ["a -EQ 'x'", eq('a', 'x')],
    ["a-eq'x'", eq('a', 'x')],
    ["a -ne 'x'", not(eq('a', 'x'))],
    ["a -gt 'x'", is('a', { operator: 'gt', value: 'x' })],
    ["a -ge 'x'", is('a', { operator: 'ge', value: 'x' })],
    ["a -lt 'x'", is('a', { operator: 'lt', value: 'x' })],
    ["a -le 'x'", is('a', { operator: 'le', value: 'x' })],
    ['a -eq $null', not(is('a', { operator: 'present' }))],
    ['a -ne $Null', is('a', { operator: 'present' })],
    ['a -eq $TRUE', eq('a', true)],
    ['a -ne $false', not(eq('a', false))],
  ])('is read from %s as an operator and a value', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each<[string, string | number]>([
    ["'it''s'", "it's"],
    ['"say ""hi"""', 'say "hi"'],
    ["'a`b'", 'a`b'],
    ['"a`"b`$c`td``e`x"', 'a"b$c\td`ex'],
    ['"5 $ each"', '5 $ each'],
    ["'$name'", '$name'],
    ['‘a’', 'a'],
    ['“a””b„', 'a”b'],
    ["''", ''],
    ["'two\nlines'", 'two\nlines'],
    ['42', 42],
    ['-7', -7],
    ['1.5', 1.5],
    ['5MB', 5 * 1024 * 1024],
    ['2kb', 2048],
  ])('takes %s for a value', (written, value) => {
    expect(read(`a -eq ${written}`)).toEqual(eq('a', value));
  });

  it.each<[string, FilterExpression]>([
    ["a -like 'x*'", like('x', ANY)],
    ["a -like '*x?y*'", like(ANY, 'x', ONE, 'y', ANY)],
    ["a -notlike '*'", not(like(ANY))],
    ["a -like 'x`*y``z`['", like('x*y`z[')],
    ['a -like "x``*"', like('x*')],
    ["a -like '50%_!'", like('50%_!')],
    ["a -like ''", like()],
  ])('takes %s for a pattern', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each<[string, FilterExpression]>([
    ['a -eq 1 -and b -eq 2 -or c -eq 3', or(and(a, b), c)],
    ['a -eq 1 -or b -eq 2 -and c -eq 3', and(or(a, b), c)],
    ['a -eq 1 -and b -eq 2 -and c -eq 3', and(a, b, c)],
    ['a -eq 1 -or (b -eq 2 -and c -eq 3)', or(a, and(b, c))],
    ['-not a -eq 1 -or b -eq 2', or(not(a), b)],
    ['!(a -eq 1 -or b -eq 2)', not(or(a, b))],
    ['-not !a -eq 1', not(not(a))],
    ['{a -eq 1}', a],
    ['  { ( (a -eq 1) )\r\n-AND\tb -eq 2 }\n', and(a, b)],
    ['a –eq 1 —and b ―eq 2', and(a, b)],
  ])('binds %s as PowerShell does', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each<[string, number, string]>([
    ['', 0, 'line 1, column 1: an attribute, "(" or -not is expected, not the end.'],
    [
      'a',
      1,
      'line 1, column 2: one of the operators -eq, -ne, -gt, -ge, -lt, -le, -like or -notlike is expected, not the end.',
    ],
    ["a = 'x'", 2, 'line 1, column 3: "=" has no meaning here.'],
    [
      "a -match 'x'",
      2,
      'line 1, column 3: one of the operators -eq, -ne, -gt, -ge, -lt, -le, -like or -notlike is expected, not "-match".',
    ],
    ['a -eq x', 6, 'line 1, column 7: a quoted text, a number, $true, $false or $null is expected, not "x".'],
    ['a -eq $name', 6, 'line 1, column 7: a quoted text, a number, $true, $false or $null is expected, not "$name".'],
    ["a -eq 'x", 6, 'line 1, column 7: the text that begins here has no closing quote.'],
    ['a -eq "x $y"', 9, 'line 1, column 10: there are no variables in texts; write "`$" for the character.'],
    ["a -eq 'x' b", 10, 'line 1, column 11: -and, -or or the end is expected, not "b".'],
    ["a -eq 'x' -xor b -eq 1", 10, 'line 1, column 11: -and, -or or the end is expected, not "-xor".'],
    ["(a -eq 'x'", 10, 'line 1, column 11: -and, -or or ")" is expected, not the end.'],
    ["{a -eq 'x'", 10, 'line 1, column 11: -and, -or or "}" is expected, not the end.'],
    ["a -eq 'x' -and", 14, 'line 1, column 15: an attribute, "(" or -not is expected, not the end.'],
    ['a -gt $null', 6, 'line 1, column 7: $null is only compared by -eq and -ne.'],
    ['a -like 5', 8, 'line 1, column 9: -like takes a quoted text.'],
    ["a -like 'x[0-9]'", 8, 'line 1, column 9: there are no sets of characters; write "`[" for the character.'],
    ['a -eq 99999999999999999999', 6, 'line 1, column 7: 99999999999999999999 is beyond what is counted exactly.'],
    ["a -eq '\u{1F600}'\r\n  -and #", 19, 'line 2, column 8: "#" has no meaning here.'],
  ])('is refused at the place of the mistake: %j', (text, offset, fault) => {
    const mistake = mistakeIn(text);
    expect(mistake.message).toBe(`"filter" is wrong at ${fault}`);
    expect(mistake.extensions).toMatchObject({
      code: ErrorCode.BAD_USER_INPUT,
      parameter: 'filter',
      position: { offset },
    });
  });

  it('tells the line and the column in characters, and the offset in UTF-16 units', () => {
    expect(mistakeIn("a -eq '\u{1F600}'\r\n  -and b -eq '\u{1F600}' #").extensions.position).toEqual({
      offset: 30,
      line: 2,
      column: 18,
    });
  });

  it('is refused where it is too long, too deep, or has too many conditions', () => {
    expect(mistakeIn('x'.repeat(8193))).toMatchObject({
      code: ErrorCode.LIMIT_EXCEEDED,
      message: '"filter" has 8193 characters; a filter has at most 8192.',
      extensions: { limit: 8192 },
    });
    const deep = (times: number) => `${'('.repeat(times)}a -eq 1${')'.repeat(times)}`;
    expect(read(deep(20))).toEqual(a);
    expect(mistakeIn(deep(21))).toMatchObject({
      code: ErrorCode.LIMIT_EXCEEDED,
      message: '"filter" is wrong at line 1, column 21: it is nested more than 20 deep.',
      extensions: { limit: 20 },
    });
    expect(mistakeIn('!'.repeat(4000))).toMatchObject({ code: ErrorCode.LIMIT_EXCEEDED });
    expect(mistakeIn('('.repeat(4000))).toMatchObject({ code: ErrorCode.LIMIT_EXCEEDED });
    expect(read(Array(200).fill('a -eq 1').join(' -or '))).toMatchObject({ type: 'or' });
    expect(mistakeIn(Array(201).fill('a -eq 1').join(' -or '))).toMatchObject({
      code: ErrorCode.LIMIT_EXCEEDED,
      message: '"filter" is wrong at line 1, column 2401: it has more than 200 conditions.',
      extensions: { limit: 200 },
    });
  });

  it('is read as it was printed', () => {
    const text = fc.string({ unit: 'binary', maxLength: 8 });
    const value = fc.oneof(
      text,
      fc.maxSafeInteger().map((number) => number || 0),
      fc.boolean(),
    );
    const tests = () =>
      fc.oneof<fc.Arbitrary<FilterTest>[]>(
        fc.record({ operator: fc.constantFrom('eq', 'gt', 'ge', 'lt', 'le'), value }),
        fc.record({ operator: fc.constant('like'), pattern: patterns(text, [ANY, ONE]) }),
        fc.constant({ operator: 'present' }),
      );
    fc.assert(
      fc.property(filters(['a', 'SipAddress', 'Straße_1'], tests, 2), (filter) => {
        expect(read(printComparison(filter))).toEqual(filter);
      }),
      { numRuns: 1000 },
    );
  });

  it('is never more than refused, within its text, whatever it is', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '(',
        ')',
        '{',
        '}',
        '!',
        ' ',
        '\n',
        '-not ',
        '-and ',
        '-or ',
        '-eq ',
        '-like ',
        '-x',
        'Name ',
        "'",
        '"',
        '`',
        '$',
      ),
      fc.constantFrom("'x' ", '$null ', '$true ', '5 ', '5MB', '-5', '*', '[', '‘', '—'),
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
