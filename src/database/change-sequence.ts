import type { EntityManager } from 'typeorm';

import { ChangeSequence } from './change-sequence.entity';

/** What a change changes of all that the eligibility index is made of, if anything. */
export type SequenceOf = 'things' | 'directory' | 'policies';

/** Numbers of the change sequence. */
export interface TakenSequence {
  /** The first of those that were taken. */
  first: number;
  /** The number of the last change of the directory or of policies, this one if it is one; nobody else changes either until the commit. */
  eligibility: number;
  /** The same before this change. */
  eligibilityBefore: number;
  /** The number of the last change of the directory before this change. */
  directoryBefore: number;
}

/**
 * Takes the next `count` numbers of the change sequence. To be called last before the commit: it
 * holds the one row that every writer needs. A change of the directory or of policies also tells every replica's index to refresh.
 */
export async function takeSequence(
  tx: EntityManager,
  count: number,
  of: SequenceOf = 'things',
): Promise<TakenSequence> {
  await tx.query('UPDATE change_sequence SET last = last + ? WHERE id = 1', [count]);
  const before = await tx.findOneByOrFail(ChangeSequence, { id: 1 });
  const { last, eligibility: eligibilityBefore, directory: directoryBefore } = before;
  if (of !== 'things') await tx.query(`UPDATE change_sequence SET ${of} = last WHERE id = 1`);
  const eligibility = of === 'things' ? eligibilityBefore : last;
  return { first: last - count + 1, eligibility, eligibilityBefore, directoryBefore };
}
