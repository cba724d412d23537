import type { ClassType } from 'type-graphql';
import type { EntityManager } from 'typeorm';

import type { Audited } from '../../changes/audited';
import { insertInChunks } from '../../database/insert-in-chunks';

/** Inserts rows by the ids that they had; their versions go on. */
export function insertAgain<T extends Audited>(
  tx: EntityManager,
  entity: ClassType<T>,
  rows: readonly T[],
  now: Date,
): Promise<void> {
  const again = rows.map((row) => ({ ...row, version: row.version + 1, updatedAt: now }));
  return insertInChunks(tx, entity, again as Partial<T>[]);
}
