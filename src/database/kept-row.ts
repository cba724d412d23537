import type { ClassType } from 'type-graphql';
import type { EntityManager, ObjectLiteral } from 'typeorm';

/** The columns of a row, by the names of their properties, as JSON keeps them. */
export type KeptRow = Readonly<Record<string, unknown>>;

export function keptRow({ dataSource }: EntityManager, row: ObjectLiteral): KeptRow {
  const { columns } = dataSource.getMetadata(row.constructor);
  return Object.fromEntries(columns.map(({ propertyName }) => [propertyName, row[propertyName]]));
}

/** The row that was kept. */
export function rowOfKept<T extends ObjectLiteral>(
  { dataSource }: EntityManager,
  entity: ClassType<T>,
  kept: KeptRow,
): T {
  const row = new entity();
  for (const column of dataSource.getMetadata(entity).columns) {
    const value = kept[column.propertyName];
    if (value === undefined) continue;
    column.setEntityValue(row, column.type === 'datetime' && value !== null ? new Date(value as string) : value);
  }
  return row;
}
