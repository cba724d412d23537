import type { ClassType } from 'type-graphql';
import type { EntityManager } from 'typeorm';

import type { Audited } from '../../changes/audited';
import { insertInChunks } from '../../database/insert-in-chunks';
import { isUniqueViolation } from '../../database/unique-violation';
import { ErrorCode, GatewayError } from '../../errors';

/** Inserts rows by the ids that they had; their versions go on. */
export async function insertAgain<T extends Audited>(
  tx: EntityManager,
  entity: ClassType<T>,
  rows: readonly T[],
  now: Date,
): Promise<void> {
  const again = rows.map((row) => ({ ...row, version: row.version + 1, updatedAt: now }));
  try {
    await insertInChunks(tx, entity, again as Partial<T>[]);
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new GatewayError(ErrorCode.CONFLICT, 'Somebody took one of the names meanwhile; try it again.');
  }
}
