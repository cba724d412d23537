import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';

/** SQLite takes 32,766 parameters in a statement; larger statements aren't faster on any store. */
const PARAMETERS = 10_000;

/** Inserts any number of rows with few statements. Ids that the store generates don't come back. */
export async function insertInChunks<T extends ObjectLiteral>(
  tx: EntityManager,
  entity: EntityTarget<T>,
  rows: readonly Partial<T>[],
): Promise<void> {
  const size = Math.floor(PARAMETERS / tx.dataSource.getMetadata(entity).columns.length);
  for (let start = 0; start < rows.length; start += size) {
    await tx
      .createQueryBuilder()
      .insert()
      .into(entity)
      .values(rows.slice(start, start + size))
      .updateEntity(false)
      .execute();
  }
}
