import { setImmediate } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';

import { type Row, rowsOf } from '../database/rows';
import { ALL, type Sql, raw, sql } from '../database/sql';

/** The embedded store answers on the thread that asks: a statement of this size holds everybody else up for 5 to 10 ms. */
export const ROWS_PER_TURN = 5_000;

/** The stores look up one id after the other as long as a statement doesn't name many more. */
const IDS_PER_STATEMENT = 500;

/** Reads page after page, and lets others have the thread in between. */
export async function* pages(
  manager: EntityManager,
  pageSize: number,
  statement: (last: Row | undefined) => Sql,
): AsyncGenerator<Row[]> {
  let rows: Row[] = [];
  do {
    rows = await rowsOf(manager, statement(rows.at(-1)));
    yield rows;
    await setImmediate();
  } while (rows.length === pageSize);
}

/** As many ids at a time as a statement is to name, and lets others have the thread in between. */
export async function* chunked(ids: readonly number[]): AsyncGenerator<readonly number[]> {
  for (let start = 0; start < ids.length; start += IDS_PER_STATEMENT) {
    yield ids.slice(start, start + IDS_PER_STATEMENT);
    await setImmediate();
  }
}

/** What comes after a row; written so that both stores start at the right place of the index and read on from there. */
export function beyond(last: Row | undefined, first: string, second: string): Sql {
  if (!last) return ALL;
  return sql`${raw(first)} >= ${last[first]} AND (${raw(first)} > ${last[first]} OR ${raw(second)} > ${last[second]})`;
}
