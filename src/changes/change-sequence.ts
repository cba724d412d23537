import type { EntityManager } from 'typeorm';

import { ChangeSequence } from './change-sequence.entity';

/**
 * Takes the next `count` numbers of the change sequence and returns the first. To be called last before the commit: it
 * holds the one row that every writer needs. A change of the directory also tells every replica's index to refresh.
 */
export async function takeSequence(tx: EntityManager, count: number, of: 'things' | 'directory' = 'things'): Promise<number> {
  // MySQL assigns from left to right, SQLite all at once: `last` must come last to mean the same in both.
  const directory = of === 'directory' ? 'directory = last + ?, ' : '';
  const parameters = of === 'directory' ? [count, count] : [count];
  await tx.query(`UPDATE change_sequence SET ${directory}last = last + ? WHERE id = 1`, parameters);
  const { last } = await tx.findOneByOrFail(ChangeSequence, { id: 1 });
  return last - count + 1;
}
