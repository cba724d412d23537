import type { EntityManager } from 'typeorm';

import { ChangeSequence } from './change-sequence.entity';

/**
 * Takes the next `count` numbers of the change sequence and returns the first. To be called last before the commit: it
 * holds the one row that every writer needs.
 */
export async function takeSequence(tx: EntityManager, count: number, of: 'change' | 'directory' = 'change'): Promise<number> {
  await tx
    .createQueryBuilder()
    .update(ChangeSequence)
    .set({ last: () => `last + ${count}`, ...(of === 'directory' && { directory: () => 'last' }) })
    .where({ id: 1 })
    .execute();
  const { last } = await tx.findOneByOrFail(ChangeSequence, { id: 1 });
  return last - count + 1;
}
