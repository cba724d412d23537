import type { EntityManager, EntityMetadata, EntityTarget, ObjectLiteral } from 'typeorm';

import type { Sql } from './sql';

export type Row = Record<string, unknown>;

/** Runs a statement and returns its rows as they come. */
export function rowsOf(manager: EntityManager, statement: Sql): Promise<Row[]> {
  return manager.query(statement.text, [...statement.values]);
}

/** What every driver reads as it is. */
const PLAIN = new Set<unknown>([String, Number, 'varchar', 'int', 'text']);

/** Makes an entity of a row of its table (columns under their own names; others are passed over). */
export function entityOf<T extends ObjectLiteral>(manager: EntityManager, entity: EntityTarget<T>, row: Row): T {
  const metadata = manager.dataSource.getMetadata(entity);
  const made = metadata.create() as T;
  for (const column of metadata.columns) {
    const value = row[column.databaseName];
    if (value === undefined) continue;
    const isPlain = PLAIN.has(column.type) && !column.transformer;
    column.setEntityValue(made, isPlain ? value : manager.dataSource.driver.prepareHydratedValue(value, column));
  }
  return made;
}

/** A property's value as the store's driver takes it in a condition. */
export function boundValue(
  manager: EntityManager,
  metadata: EntityMetadata,
  property: string,
  value: unknown,
): unknown {
  const column = metadata.findColumnWithPropertyName(property)!;
  return manager.dataSource.driver.preparePersistentValue(value, column);
}

/** The ids that `GROUP_CONCAT` gave, ascending; none for null. As a text they cost far less than as a row each. */
export function concatenatedIds(text: unknown): number[] {
  return typeof text === 'string'
    ? text
        .split(',')
        .map(Number)
        .sort((a, b) => a - b)
    : [];
}
