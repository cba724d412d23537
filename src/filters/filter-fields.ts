import { ALL, NONE, or, raw, sql, type Sql } from '../database/sql';
import { foldedKey } from '../database/text-keys';
import type { GatewayError } from '../errors';
import type { FilterField } from './filter-compiler';
import type { Comparison, FilterValue } from './filter-expression';
import { likePatternOf } from './text-pattern';

type Refuse = (fault: string) => GatewayError;

const OPERATORS: Record<Comparison, Sql> = {
  eq: raw('='),
  gt: raw('>'),
  ge: raw('>='),
  lt: raw('<'),
  le: raw('<='),
};

const NO_WILDCARD = 'it is compared as a whole, without wildcards';
const NO_ORDER = 'it is only compared for being equal';
const NO_CHAIN = 'only memberOf and member are followed in chain';

/**
 * A text, by the columns of its folded keys (several where any of them may pass): case doesn't count, accents do, and what is
 * greater goes by the code points of the keys.
 *
 * @param key makes the key of a value as the columns hold it
 */
export function textField(columns: readonly Sql[], key = foldedKey): FilterField {
  const any = (condition: (column: Sql) => Sql) =>
    or(columns.map((column) => sql`(${column} IS NOT NULL AND ${condition(column)})`));
  return (test, refuse) => {
    switch (test.operator) {
      case 'present':
        return or(columns.map((column) => sql`${column} IS NOT NULL`));
      case 'like':
        return any((column) => sql`${column} LIKE ${likePatternOf(test.pattern)} ESCAPE '!'`);
      case 'inChain':
        throw refuse(NO_CHAIN);
      default: {
        const value = key(textOf(test.value, refuse));
        return any((column) => sql`${column} ${OPERATORS[test.operator]} ${value}`);
      }
    }
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
  return (test, refuse) => {
    if (test.operator === 'present') return ALL;
    if (test.operator === 'like') throw refuse(NO_WILDCARD);
    if (test.operator === 'inChain') throw refuse(NO_CHAIN);
    if (test.operator !== 'eq' && !isOrdered) throw refuse(NO_ORDER);
    const value = read(test.value);
    if (value === null) throw refuse(`it is compared with ${expected}`);
    return sql`${column} ${OPERATORS[test.operator]} ${value}`;
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
  return (test, refuse) => {
    if (test.operator === 'present') return ALL;
    if (test.operator === 'like') throw refuse(NO_WILDCARD);
    if (test.operator === 'inChain') throw refuse(NO_CHAIN);
    if (test.operator !== 'eq') throw refuse(NO_ORDER);
    const meant = named(test.value);
    if (!meant.length && !maybeUnknown) throw refuse(`it is ${all.slice(0, -1).join(', ')} or ${all.at(-1)}`);
    return meant.length ? sql`${column} IN (${meant})` : NONE;
  };
}

/** A column whose values are those of an enumeration. */
export function enumField(column: Sql, values: Readonly<Record<string, string>>): FilterField {
  return namedField(column, Object.fromEntries(Object.values(values).map((value) => [value, [value]])));
}

/** Holds for what the test of another row holds for that `column` refers to. */
export function relatedField(column: Sql, table: Sql, field: FilterField): FilterField {
  return (test, refuse) =>
    sql`(${column} IS NOT NULL AND ${column} IN (SELECT ${table}.id FROM ${table} WHERE ${field(test, refuse)}))`;
}

function textOf(value: FilterValue, refuse: Refuse): string {
  if (value instanceof Buffer) throw refuse('the value is not valid UTF-8');
  if (typeof value === 'boolean') throw refuse('it is compared with a text');
  return String(value);
}

function numberOf(value: FilterValue): number | null {
  const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
  return typeof number === 'number' ? number : null;
}
