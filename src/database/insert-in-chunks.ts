import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata';

import { jsonChunks, type JsonColumn, jsonRows, type JsonValue } from './json-rows';
import { rowsOf } from './rows';
import { join, raw, sql } from './sql';

/**
 * Inserts any number of rows with few statements. What a row lacks and another has is null in it. Ids that the store
 * generates don't come back.
 */
export async function insertInChunks<T extends ObjectLiteral>(
  tx: EntityManager,
  entity: EntityTarget<T>,
  rows: readonly Partial<T>[],
): Promise<void> {
  const { tableName, columns } = tx.dataSource.getMetadata(entity);
  const given = columns.filter(({ propertyName }) => rows.some((row) => row[propertyName] !== undefined));
  const stored = (row: Partial<T>) => (column: ColumnMetadata) => storedValue(tx, column, row[column.propertyName]);
  // What all rows have in common is said once.
  const [first] = rows;
  const isCommon = ({ propertyName }: ColumnMetadata) =>
    rows.length > 1 && rows.every((row) => row[propertyName] === first![propertyName]);
  const own = given.filter((column) => !isCommon(column));
  const common = given.filter((column) => isCommon(column));
  const shapes = Object.fromEntries(own.map((column) => [column.databaseName, shapeOf(column)]));
  const names = [...own, ...common].map((column) => raw(column.databaseName));
  const values = [
    ...own.map((column) => raw(`staged.${column.databaseName}`)),
    ...common.map((column) => sql`${stored(first!)(column)}`),
  ];
  for (const json of jsonChunks(mapped(rows, (row) => own.map(stored(row))))) {
    await rowsOf(
      tx,
      sql`INSERT INTO ${raw(tableName)} (${join(names, ', ')}) SELECT ${join(values, ', ')} FROM ${jsonRows(tx, shapes, json)} staged`,
    );
  }
}

const INTEGERS = new Set<unknown>([Number, Boolean, 'int', 'integer', 'bigint', 'boolean', 'tinyint']);

function shapeOf({ type }: ColumnMetadata): JsonColumn {
  return INTEGERS.has(type) ? 'integer' : 'text';
}

/** As the driver would write it, too. */
function storedValue({ dataSource }: EntityManager, column: ColumnMetadata, value: unknown): JsonValue {
  const stored: unknown = dataSource.driver.preparePersistentValue(value, column);
  if (stored instanceof Date) return stored.toISOString().replace('T', ' ').slice(0, -1);
  if (typeof stored === 'boolean') return Number(stored);
  return (stored ?? null) as JsonValue;
}

function* mapped<T, R>(values: Iterable<T>, map: (value: T) => R): Generator<R> {
  for (const value of values) yield map(value);
}
