import type { EntityManager } from 'typeorm';

import { ChangeSequence } from './change-sequence.entity';

/** Numbers of the change sequence. */
export interface TakenSequence {
  /** The first of those that were taken. */
  first: number;
  /** The number of the last change of the directory, which nobody changes until the commit. */
  directory: number;
}

/**
 * Takes the next `count` numbers of the change sequence. To be called last before the commit: it
 * holds the one row that every writer needs. A change of the directory also tells every replica's index to refresh.
 */
export async function takeSequence(
  tx: EntityManager,
  count: number,
  of: 'things' | 'directory' = 'things',
): Promise<TakenSequence> {
  // MySQL assigns from left to right, SQLite all at once: `last` must come last to mean the same in both.
  const directory = of === 'directory' ? 'directory = last + ?, ' : '';
  const parameters = of === 'directory' ? [count, count] : [count];
  await tx.query(`UPDATE change_sequence SET ${directory}last = last + ? WHERE id = 1`, parameters);
  const { last, directory: changed } = await tx.findOneByOrFail(ChangeSequence, { id: 1 });
  return { first: last - count + 1, directory: changed };
}
