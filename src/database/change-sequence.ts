import type { EntityManager } from 'typeorm';

import { ChangeSequence } from './change-sequence.entity';

/** Numbers of the change sequence. */
export interface TakenSequence {
  /** The first of those that were taken. */
  first: number;
  /** The number of the last change of the directory, this one if it is one; nobody else changes it until the commit. */
  directory: number;
  /** The same before this change. */
  directoryBefore: number;
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
  await tx.query('UPDATE change_sequence SET last = last + ? WHERE id = 1', [count]);
  const { last, directory: directoryBefore } = await tx.findOneByOrFail(ChangeSequence, { id: 1 });
  if (of === 'directory') await tx.query('UPDATE change_sequence SET directory = last WHERE id = 1');
  return { first: last - count + 1, directory: of === 'directory' ? last : directoryBefore, directoryBefore };
}
