import { ALL, NONE, or, raw, sql, type Sql } from '../database/sql';
import { foldedKey } from '../database/text-keys';
import type { AskedTest, FilterField } from './filter-compiler';
import { type BitTest, type Comparison, type FilterTest, type FilterValue, isBitTest } from './filter-expression';
import { likePatternOf } from './text-pattern';

type PlainTest = Exclude<FilterTest, BitTest | { operator: 'inChain' }>;
type WholeTest = Exclude<PlainTest, { operator: 'like' }>;

const OPERATORS: Record<Comparison, Sql> = {
  eq: raw('='),
  gt: raw('>'),
  ge: raw('>='),
  lt: raw('<'),
  le: raw('<='),
};

/**
 * A text, by the columns of its folded keys (several where any of them may pass): case doesn't count, accents do, and what is
 * greater goes by the code points of the keys.
 *
 * @param key makes the key of a value as the columns hold it
 */
export function textField(columns: readonly Sql[], key = foldedKey): FilterField {
  return (asked) => {
    const tests = asked.map((each) => {
      const test = plain(each);
      return 'value' in test ? { ...test, value: key(textOf(test.value, each)) } : test;
    });
    if (tests.some(isPresence)) return or(columns.map((column) => sql`${column} IS NOT NULL`));
    const patterns = tests.flatMap((test) => (test.operator === 'like' ? [likePatternOf(test.pattern)] : []));
    const comparisons = tests.filter((test) => 'value' in test);
    return or(
      columns.map((column) => {
        const likes = patterns.map((pattern) => sql`${column} LIKE ${pattern} ESCAPE '!'`);
        return sql`(${column} IS NOT NULL AND ${or([...compared(column, comparisons), ...likes])})`;
      }),
    );
  };
}

/**
 * Something that always has a value, which texts stand for.
 *
 * @param read the value that a text or number means, as the store's driver takes it; null where it means none
 * @param expected what `read` understands, as in "a whole number"
 */
export function valueField(
  column: Sql,
  read: (value: FilterValue) => unknown,
  expected: string,
  isOrdered = true,
): FilterField {
  return (asked) => {
    const comparisons = asked.flatMap((each) => {
      const test = whole(each, isOrdered);
      if (isPresence(test)) return [];
      const value = read(test.value);
      if (value === null) throw each.refuse(`it is compared with ${expected}`);
      return [{ operator: test.operator, value }];
    });
    return comparisons.length < asked.length ? ALL : or(compared(column, comparisons));
  };
}

/** A column that is true or false. */
export function booleanField(column: Sql): FilterField {
  const values = new Map<unknown, number>([
    ['true', 1],
    ['false', 0],
  ]);
  return valueField(column, (value) => values.get(String(value).toLowerCase()) ?? null, 'true or false', false);
}

/** A column of whole numbers. */
export function numberField(column: Sql): FilterField {
  return valueField(column, numberOf, 'a number');
}

/** A column whose values have names, each at least one; case doesn't count. A name of none is refused, unless it `maybeUnknown`. */
export function namedField(
  column: Sql,
  names: Readonly<Record<string, readonly string[]>>,
  maybeUnknown = false,
): FilterField {
  const values = Object.keys(names);
  const named = (value: FilterValue) =>
    values.filter((each) => names[each]!.some((name) => foldedKey(name) === foldedKey(String(value))));
  const all = [...new Set(Object.values(names).flat())];
  return (asked) => {
    const meant = asked.flatMap((each) => {
      const test = whole(each, false);
      if (isPresence(test)) return values;
      const found = named(test.value);
      if (!found.length && !maybeUnknown) throw each.refuse(`it is ${all.slice(0, -1).join(', ')} or ${all.at(-1)}`);
      return found;
    });
    if (asked.some(({ test }) => isPresence(test))) return ALL;
    return meant.length ? sql`${column} IN (${[...new Set(meant)]})` : NONE;
  };
}

/** A column whose values are those of an enumeration. */
export function enumField(column: Sql, values: Readonly<Record<string, string>>): FilterField {
  return namedField(column, Object.fromEntries(Object.values(values).map((value) => [value, [value]])));
}

/** Holds for what the tests of another row hold for that `column` refers to. */
export function relatedField(column: Sql, table: Sql, field: FilterField): FilterField {
  return (asked) =>
    sql`(${column} IS NOT NULL AND ${column} IN (SELECT ${table}.id FROM ${table} WHERE ${field(asked)}))`;
}

/** The conditions that a column compares so: with all values that it may equal, there is one. */
function compared(column: Sql, comparisons: readonly { operator: Comparison; value: unknown }[]): Sql[] {
  const equal = comparisons.filter(({ operator }) => operator === 'eq').map(({ value }) => value);
  const others = comparisons.filter(({ operator }) => operator !== 'eq');
  return [
    ...(equal.length ? [sql`${column} IN (${equal})`] : []),
    ...others.map(({ operator, value }) => sql`${column} ${OPERATORS[operator]} ${value}`),
  ];
}

function plain({ test, refuse }: AskedTest): PlainTest {
  if (test.operator === 'inChain') throw refuse('only memberOf and member are followed in chain');
  if (isBitTest(test)) throw refuse('its bits are not kept');
  return test;
}

function whole(asked: AskedTest, isOrdered: boolean): WholeTest {
  const test = plain(asked);
  if (test.operator === 'like') throw asked.refuse('it is compared as a whole, without wildcards');
  if (!isOrdered && !isPresence(test) && test.operator !== 'eq')
    throw asked.refuse('it is only compared for being equal');
  return test;
}

function isPresence(test: FilterTest): test is Extract<FilterTest, { operator: 'present' }> {
  return test.operator === 'present';
}

function textOf(value: FilterValue, { refuse }: AskedTest): string {
  if (value instanceof Buffer) throw refuse('the value is not valid UTF-8');
  if (typeof value === 'boolean') throw refuse('it is compared with a text');
  return String(value);
}

function numberOf(value: FilterValue): number | null {
  const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
  return typeof number === 'number' ? number : null;
}
