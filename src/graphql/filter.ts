import type { ClassType } from 'type-graphql';

import { boundValue } from '../database/rows';
import { columnName } from '../database/snake-naming-strategy';
import { ALL, and, NONE, not, notJoined, or, raw, sql, type Sql } from '../database/sql';
import { foldedKey, likePattern } from '../database/text-keys';
import { ErrorCode, GatewayError } from '../errors';
import type { RequestContext } from './context';
import type { Combinable } from './filter-type';

const DEEPEST = 10;
/** SQLite's parser gives up on expressions of a thousand terms. */
const MOST = 500;
/** What SQLite still looks for; nothing that is searched is longer. */
const LONGEST_PATTERN = 1_024;

/** Where a condition stands: in the request, in the statement, and in the input. */
export interface FilterPlace {
  context: RequestContext;
  alias: string;
  path: string;
  column: (property: string) => Sql;
  bind: (property: string, value: unknown) => unknown;
}

/** Compiles what a filter input says of one field to a condition that is never null. */
export type FieldCompiler<V> = (conditions: V, place: FilterPlace) => Sql | Promise<Sql>;

/** Compiles the filter inputs of one table to SQL. Negation is two-valued: `ne` and `not` match null. */
export class Filter<F extends Combinable<F>> {
  constructor(
    private readonly entity: ClassType,
    private readonly fields: {
      [K in Exclude<keyof F, keyof Combinable<F>> & string]-?: FieldCompiler<NonNullable<F[K]>>;
    },
  ) {}

  async compile(
    context: RequestContext,
    where: F | null | undefined,
    alias: string,
    path = 'where',
    depth = 0,
  ): Promise<Sql> {
    if (where === null || where === undefined) return ALL;
    checkNesting(where, path, depth);
    const nested = (filter: F, at: string) => this.compile(context, filter, alias, `${path}.${at}`, depth + 1);
    const all = (filters: F[], at: string) => Promise.all(filters.map((filter, i) => nested(filter, `${at}[${i}]`)));
    const metadata = context.read.dataSource.getMetadata(this.entity);
    const place = (field: string): FilterPlace => ({
      context,
      alias,
      path: `${path}.${field}`,
      column: (property) => raw(`${alias}.${columnName(property)}`),
      bind: (property, value) => boundValue(context.read, metadata, property, value),
    });
    const compiled = Object.entries(where).map(async ([field, conditions]): Promise<Sql> => {
      refuseNull(conditions, `${path}.${field}`);
      if (field === 'and') return and(await all(conditions as F[], field));
      if (field === 'or') return or(await all(conditions as F[], field));
      if (field === 'not') return not(await nested(conditions as F, field));
      const compile = this.fields[field as keyof typeof this.fields] as FieldCompiler<unknown>;
      return compile(conditions, place(field));
    });
    return and(await Promise.all(compiled));
  }
}

/** Refuses a text to search for that is longer than anything that could be found. */
export function checkPattern(pattern: string, parameter: string): void {
  if (pattern.length <= LONGEST_PATTERN) return;
  const message = `The text to look for in "${parameter}" has ${pattern.length} characters; it may have at most 1,024.`;
  throw new GatewayError(ErrorCode.BAD_USER_INPUT, message, { parameter });
}

/**
 * Refuses what the argument `filter` of a list can't look for: what is too long, and a blank text, by which some would mean all, and
 * others none.
 *
 * @throws GatewayError BAD_USER_INPUT
 */
export function checkFilterText(text: string, parameter: string): void {
  if (text.trim()) return checkPattern(text, parameter);
  const message = `"${parameter}" is blank, which says neither all nor none; leave it out where all are meant.`;
  throw new GatewayError(ErrorCode.BAD_USER_INPUT, message, { parameter });
}

/**
 * Refuses a filter that is too large, or a part of it that is nested too deep.
 *
 * @param depth 0 for the whole filter
 */
export function checkNesting(where: object, path: string, depth: number): void {
  if (depth > DEEPEST) {
    throw new GatewayError(ErrorCode.LIMIT_EXCEEDED, `The filter is nested more than ${DEEPEST} deep.`, {
      parameter: path,
      limit: DEEPEST,
    });
  }
  if (depth === 0) checkSize(where, path);
}

function checkSize(where: object, path: string): void {
  const parts: unknown[] = [where];
  let size = 0;
  // What is added on the way is visited, too.
  for (const part of parts) {
    const inner: unknown[] = typeof part === 'object' && part !== null ? Object.values(part) : [];
    for (const each of inner) parts.push(each);
    if (!inner.length) size++;
  }
  if (size <= MOST) return;
  const message = `The filter has ${size} conditions and values; it may have at most ${MOST}.`;
  throw new GatewayError(ErrorCode.LIMIT_EXCEEDED, message, { parameter: path, limit: MOST });
}

/** A null would silently widen a filter: what it is meant to say is said by `isNull` or by leaving it out. */
export function refuseNull(conditions: unknown, path: string): void {
  if (conditions === null) {
    throw new GatewayError(
      ErrorCode.BAD_USER_INPUT,
      `"${path}" is null; leave it out, or ask for null by isNull, where the field has it.`,
      {
        parameter: path,
      },
    );
  }
}

type Operators = Partial<Record<'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte' | 'like', unknown>> & {
  in?: unknown[];
  isNull?: boolean;
};

function compareBy(
  property: string,
  key: (value: unknown) => unknown,
  keyOf = (column: Sql) => column,
): FieldCompiler<object> {
  return (conditions, place) => {
    const column = keyOf(place.column(property));
    const bound = (value: unknown) => place.bind(property, key(value));
    // Without the null check a comparison with null would be null, and so would its negation.
    const known = (condition: Sql) => sql`(${column} IS NOT NULL AND ${condition})`;
    const operators: { [O in keyof Operators]-?: (value: NonNullable<Operators[O]>) => Sql } = {
      eq: (value) => known(sql`${column} = ${bound(value)}`),
      ne: (value) => not(known(sql`${column} = ${bound(value)}`)),
      in: (values) => (values.length ? known(sql`${column} IN (${values.map(bound)})`) : NONE),
      gt: (value) => known(sql`${column} > ${bound(value)}`),
      gte: (value) => known(sql`${column} >= ${bound(value)}`),
      lt: (value) => known(sql`${column} < ${bound(value)}`),
      lte: (value) => known(sql`${column} <= ${bound(value)}`),
      like: (value) => {
        checkPattern(value as string, `${place.path}.like`);
        return known(sql`${column} LIKE ${likePattern(value as string)} ESCAPE '!'`);
      },
      isNull: (value) => (value ? sql`${column} IS NULL` : sql`${column} IS NOT NULL`),
    };
    return and(
      Object.entries(conditions).map(([operator, value]) => {
        refuseNull(value, `${place.path}.${operator}`);
        return (operators[operator as keyof Operators] as (value: unknown) => Sql)(value);
      }),
    );
  };
}

/** Conditions on a column of plain values. */
export const value = (property: string): FieldCompiler<object> => compareBy(property, (given) => given);

/** Conditions on a text, by the column of its folded key. */
export const text = (keyProperty: string): FieldCompiler<object> =>
  compareBy(keyProperty, (given) => foldedKey(given as string));

/** Conditions on a text of ASCII characters that has no column for its folded key: no index helps to find it. */
export const asciiText = (property: string): FieldCompiler<object> =>
  compareBy(
    property,
    (given) => foldedKey(given as string),
    (column) => sql`LOWER(${column})`,
  );

/** Conditions on the row that a column refers to. */
export function related<F extends Combinable<F>>(
  property: string,
  table: string,
  filter: () => Filter<F>,
): FieldCompiler<F> {
  return async (where, place) => {
    const alias = `${place.alias}_${table}`;
    const asked = await filter().compile(place.context, where, alias, place.path);
    // One level of subqueries is planned in no time, however many there are; with two, ten of them take minutes.
    const condition = asked.text.includes('SELECT') ? notJoined(asked) : asked;
    const column = place.column(property);
    return sql`(${column} IS NOT NULL AND ${column} IN (SELECT ${raw(alias)}.id FROM ${raw(table)} ${raw(alias)} WHERE ${condition}))`;
  };
}
