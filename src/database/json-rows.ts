import type { EntityManager } from 'typeorm';

import { join, raw, type Sql, sql } from './sql';

/** How a column of {@link jsonRows} is read. */
export type JsonColumn = 'integer' | 'text';

/** Dates are given as the store writes them. */
export type JsonValue = string | number | null;

export type JsonRow = readonly JsonValue[];

/** Far below what a server takes in one packet. */
const CHARACTERS = 1_000_000;

/** Rows as JSON, in as many texts as statements should have. */
export function* jsonChunks(rows: Iterable<JsonRow>): Generator<string> {
  let chunk: string[] = [];
  let size = 0;
  for (const row of rows) {
    const text = JSON.stringify(row.map(wellFormed));
    if (size > 0 && size + text.length > CHARACTERS) {
      yield `[${chunk.join(',')}]`;
      chunk = [];
      size = 0;
    }
    chunk.push(text);
    size += text.length;
  }
  if (chunk.length) yield `[${chunk.join(',')}]`;
}

/** Half a character can't be stored, and servers would read nothing at all of a text that has one. */
function wellFormed(value: JsonValue): JsonValue {
  return typeof value === 'string' ? value.toWellFormed() : value;
}

/**
 * Rows that a statement takes from one parameter, to stand where it could name a table: however many they are, they cost
 * one statement and next to no parsing.
 *
 * @param json one of {@link jsonChunks}, its rows with a value for each of the columns
 */
export function jsonRows(
  { dataSource }: EntityManager,
  columns: Readonly<Record<string, JsonColumn>>,
  json: string,
): Sql {
  if (dataSource.options.type === 'better-sqlite3') {
    const values = Object.keys(columns).map((name, i) => raw(`value ->> ${i} AS ${name}`));
    return sql`(SELECT ${join(values, ', ')} FROM json_each(${json}))`;
  }
  const types: Record<JsonColumn, string> = { integer: 'BIGINT', text: 'LONGTEXT CHARACTER SET utf8mb4' };
  const values = Object.entries(columns).map(([name, type], i) => raw(`${name} ${types[type]} PATH '$[${i}]'`));
  return sql`JSON_TABLE(${json}, '$[*]' COLUMNS (${join(values, ', ')}))`;
}
