import type { EntityManager } from 'typeorm';

import { rowsOf } from './rows';
import { ALL, and, join, raw, type Sql, sql } from './sql';

/** Rows that are to become, change or take away rows of a table, whose columns have the same names. */
export interface StagedRows {
  /** A table, or a select in parentheses. */
  from: Sql;
  /** Of the rows `staged`. */
  where: Sql;
}

/** Adds a row for each staged one. */
export async function insertStaged(
  tx: EntityManager,
  table: string,
  columns: readonly string[],
  { from, where }: StagedRows,
): Promise<void> {
  await rowsOf(
    tx,
    sql`INSERT INTO ${raw(table)} (${names(columns)}) SELECT ${names(columns)} FROM ${from} staged WHERE ${where}`,
  );
}

/** Sets the columns of each row to those of the staged one with the same id. */
export async function updateStaged(
  tx: EntityManager,
  table: string,
  columns: readonly string[],
  { from, where }: StagedRows,
): Promise<void> {
  const isFile = tx.dataSource.options.type === 'better-sqlite3';
  const target = raw(isFile ? '' : 'target.');
  const values = list(columns.map((column) => sql`${target}${raw(column)} = staged.${raw(column)}`));
  const statement = isFile
    ? sql`UPDATE ${raw(table)} AS target SET ${values} FROM ${from} staged WHERE staged.id = target.id AND ${where}`
    : sql`UPDATE ${raw(table)} target JOIN ${from} staged ON staged.id = target.id SET ${values} WHERE ${where}`;
  await rowsOf(tx, statement);
}

/**
 * Takes away the rows that are equal to a staged one in these columns.
 *
 * @param among of which rows `target`
 */
export async function deleteStaged(
  tx: EntityManager,
  table: string,
  columns: readonly string[],
  { from, where }: StagedRows,
  among: Sql = ALL,
): Promise<void> {
  const same = columns.map((column) => sql`target.${raw(column)} = staged.${raw(column)}`);
  const statement =
    tx.dataSource.options.type === 'better-sqlite3'
      ? sql`DELETE FROM ${raw(table)} AS target WHERE ${among} AND (${names(columns)}) IN (SELECT ${names(columns)} FROM ${from} staged WHERE ${where})`
      : // Servers look through the whole table for a condition with a subquery.
        sql`DELETE target FROM ${from} staged JOIN ${raw(table)} target ON ${join(same, ' AND ')} WHERE ${and([where, among])}`;
  await rowsOf(tx, statement);
}

/** So many rows take a server a second or less. */
const ROWS_PER_STATEMENT = 20_000;

/** Takes rows away from a table of staged ones; returns whether there may be more. */
export async function clearSomeStaged(tx: EntityManager, table: string): Promise<boolean> {
  if (tx.dataSource.options.type === 'better-sqlite3') {
    // All at once costs SQLite next to nothing.
    await rowsOf(tx, sql`DELETE FROM ${raw(table)}`);
    return false;
  }
  // TRUNCATE would wait for every reader, break their snapshots, and take rights that a gateway needn't have.
  await rowsOf(tx, sql`DELETE FROM ${raw(table)} LIMIT ${ROWS_PER_STATEMENT}`);
  const left = await rowsOf(tx, sql`SELECT 1 FROM ${raw(table)} LIMIT 1`);
  return left.length > 0;
}

function names(columns: readonly string[]): Sql {
  return list(columns.map(raw));
}

function list(parts: readonly Sql[]): Sql {
  return join(parts, ', ');
}
