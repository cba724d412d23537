import { raw } from '../../../src/database/sql';
import { FilterCompiler } from '../../../src/filters/filter-compiler';
import { booleanField, enumField, numberField, relatedField, textField } from '../../../src/filters/filter-fields';
import { FilterText } from '../../../src/filters/filter-text';
import { parseLdapFilter } from '../../../src/filters/ldap/ldap-filter-parser';

const compiler = new FilterCompiler({
  name: textField([raw('t.name')]),
  text: textField([raw('t.a'), raw('t.b')]),
  size: numberField(raw('t.size')),
  open: booleanField(raw('t.open')),
  kind: enumField(raw('t.kind'), { A: 'A', B: 'B' }),
  other: relatedField(raw('t.other_id'), raw('others'), textField([raw('others.key')])),
});

function compiled(filter: string): [text: string, values: readonly unknown[]] {
  const source = new FilterText(filter, 'filter');
  const { text, values } = compiler.compile(parseLdapFilter(source), source);
  return [text, values];
}

function mistakeIn(filter: string): unknown {
  try {
    return compiled(filter);
  } catch (error) {
    return error;
  }
}

describe('the conditions of one attribute', () => {
  it.each<[string, string, unknown[]]>([
    ['(|(name=A)(name=b))', '(t.name IS NOT NULL AND t.name IN (?, ?))', ['a', 'b']],
    [
      '(|(name=a)(NAME=*b)(name>=c)(name=d)(size=1))',
      "((t.name IS NOT NULL AND (t.name IN (?, ?) OR t.name >= ? OR t.name LIKE ? ESCAPE '!')) OR t.size IN (?))",
      ['a', 'd', 'c', '%b', 1],
    ],
    ['(|(name=a)(name=*))', 't.name IS NOT NULL', []],
    [
      '(|(text=a)(text=b))',
      '((t.a IS NOT NULL AND t.a IN (?, ?)) OR (t.b IS NOT NULL AND t.b IN (?, ?)))',
      ['a', 'b', 'a', 'b'],
    ],
    ['(|(size=1)(size>=5)(size=3))', '(t.size IN (?, ?) OR t.size >= ?)', [1, 3, 5]],
    ['(|(open=TRUE)(open=FALSE))', 't.open IN (?, ?)', [1, 0]],
    ['(|(kind=A)(kind=b)(kind=a))', 't.kind IN (?, ?)', ['A', 'B']],
    ['(|(kind=A)(kind=*))', '1 = 1', []],
    [
      '(|(other=a)(other=b))',
      '(t.other_id IS NOT NULL AND t.other_id IN (SELECT others.id FROM others WHERE (others.key IS NOT NULL AND others.key IN (?, ?))))',
      ['a', 'b'],
    ],
    [
      '(|(name=a)(|(size=1)(|(name=b))))',
      '((t.name IS NOT NULL AND t.name IN (?, ?)) OR t.size IN (?))',
      ['a', 'b', 1],
    ],
    ['(!(|(name=a)(name=b)))', 'NOT ((t.name IS NOT NULL AND t.name IN (?, ?)))', ['a', 'b']],
    [
      '(&(!(name=a))(size=1)(!(name=b)))',
      '(t.size IN (?) AND NOT ((t.name IS NOT NULL AND t.name IN (?, ?))))',
      [1, 'a', 'b'],
    ],
  ])('are merged where any of them is enough: %s', (filter, text, values) => {
    expect(compiled(filter)).toEqual([text, values]);
  });

  it.each<[string, string, unknown[]]>([
    [
      '(&(name=a)(name=b))',
      '((t.name IS NOT NULL AND t.name IN (?)) AND (t.name IS NOT NULL AND t.name IN (?)))',
      ['a', 'b'],
    ],
    [
      '(|(!(name=a))(!(name=b)))',
      '(NOT ((t.name IS NOT NULL AND t.name IN (?))) OR NOT ((t.name IS NOT NULL AND t.name IN (?))))',
      ['a', 'b'],
    ],
    [
      '(|(name=a)(&(name=b)(size=1)))',
      '((t.name IS NOT NULL AND t.name IN (?)) OR ((t.name IS NOT NULL AND t.name IN (?)) AND t.size IN (?)))',
      ['a', 'b', 1],
    ],
  ])('are each on their own where all of them are to hold: %s', (filter, text, values) => {
    expect(compiled(filter)).toEqual([text, values]);
  });

  it.each<[string, number, string]>([
    ['(|(name=a)(name=b)(name=\\ff))', 24, 'the value is not valid UTF-8'],
    ['(|(size=1)(size=x))', 16, 'it is compared with a number'],
    ['(|(open=*)(open>=TRUE))', 17, 'it is only compared for being equal'],
    ['(|(kind=A)(kind=C))', 16, 'it is A or B'],
    ['(|(name=a)(name:1.2.840.113556.1.4.803:=2))', 40, 'its bits are not kept'],
    [
      '(!(|(other=a)(others=b)))',
      14,
      '"others" is none of the attributes that are kept, which are name, text, size, open, kind and other',
    ],
  ])('are each refused at their own place: %s', (filter, offset, fault) => {
    expect(mistakeIn(filter)).toMatchObject({
      message: `"filter" is wrong at line 1, column ${offset + 1}: ${fault}.`,
      extensions: { position: { offset, line: 1, column: offset + 1 } },
    });
  });
});
