import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { DateUtils } from 'typeorm/util/DateUtils';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata';

import { jsonChunks, type JsonColumn, type JsonRow, jsonRows } from './json-rows';
import { insertStaged } from './staged-rows';
import { ALL } from './sql';

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
  const shapes = Object.fromEntries(given.map((column) => [column.databaseName, shapeOf(column)]));
  const stored = rows.map((row): JsonRow => given.map((column) => storedValue(tx, column, row[column.propertyName])));
  for (const json of jsonChunks(stored)) {
    await insertStaged(tx, tableName, Object.keys(shapes), { from: jsonRows(tx, shapes, json), where: ALL });
  }
}

const INTEGERS = new Set<unknown>([Number, Boolean, 'int', 'integer', 'bigint', 'boolean', 'tinyint']);

function shapeOf({ type }: ColumnMetadata): JsonColumn {
  return INTEGERS.has(type) ? 'integer' : 'text';
}

function storedValue({ dataSource }: EntityManager, column: ColumnMetadata, value: unknown): string | number | null {
  const stored: unknown = dataSource.driver.preparePersistentValue(value, column);
  // A driver would write it in this form, too.
  if (stored instanceof Date) return DateUtils.mixedDateToUtcDatetimeString(stored) as string;
  return (stored ?? null) as string | number | null;
}
