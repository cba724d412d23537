import type { EntityManager } from 'typeorm';

import type { EligibilityIndex } from '../eligibility-index';
import type { NewInvitees } from '../invitees';
import { inTurns } from '../in-turns';
import { PrincipalSet } from '../principal-set';
import { AffectedLists } from './affected-lists';
import { categoryChanges } from './category-change';
import { ancestorsOf, stateBefore } from './directory-state';
import { entryDifference } from './entry-difference';
import type { EntryFigures } from './entry-tally';
import { type LettingThrough, lettingThrough } from './let-through';
import { newInvitees } from './new-invitees';
import { type VanishingDenials, vanishingDenials } from './past-denials';
import { reachDifference } from './reach-difference';
import { ReachOfUsers } from './reach-of-users';
import { StagedPrincipals } from './staged-principals';
import { stateAfter } from './state-after';

/** What a change of the directory does to access. */
export interface DirectoryChangeImpact {
  gained: EntryFigures;
  lost: EntryFigures;
  invited: NewInvitees;
  letThrough: LettingThrough;
  /** To be kept with the change. */
  vanishing: VanishingDenials[];
}

const NOBODY: EntryFigures = { users: 0, rooms: 0, pairs: 0 };
const NOTHING: DirectoryChangeImpact = {
  gained: NOBODY,
  lost: NOBODY,
  invited: { figures: NOBODY, rooms: [] },
  letThrough: { total: 0, first: [] },
  vanishing: [],
};

/**
 * What the change that a sync has staged would do, if it were made of the directory of the index. It costs by what changes, not
 * by how large the directory is, and lets others have the thread every 5 to 10 ms.
 *
 * @param manager sees the staged change, which nobody else changes in the meantime.
 */
export async function directoryChangeImpact(
  manager: EntityManager,
  index: EligibilityIndex,
): Promise<DirectoryChangeImpact> {
  const lists = new AffectedLists(manager);
  if (!(await lists.areThereAny())) return NOTHING;
  const staged = await StagedPrincipals.read(manager, index);
  const before = stateBefore(index, staged.size);
  const { state: after, affected } = await stateAfter(manager, before, staged);

  const listed = await lists.listed(staged.idsOf(affected));
  const difference = await inTurns(reachDifference({ before, after }, listed, (id) => staged.ordinalOf(id)!));
  const { users } = difference;
  if (users.size === 0) return NOTHING;

  const reach = { before: new ReachOfUsers(before, users, staged), after: new ReachOfUsers(after, users, staged) };
  const reaching = [await inTurns(ancestorsOf(before, users)), await inTurns(ancestorsOf(after, users))];
  const ids = staged.idsOf(PrincipalSet.union(staged.size, reaching));
  const categories = await inTurns(categoryChanges(await lists.walls(ids), reach));
  const { gained, lost } = await entryDifference(lists, ids, categories, reach, difference);
  const invited = await newInvitees(lists, ids, categories, reach, difference, staged);
  const letThrough = await lettingThrough(manager, lists, staged, categories, reach.before, { before, after });
  const vanished = PrincipalSet.of(staged.size, [...staged.vanished]);
  const vanishing = await inTurns(vanishingDenials(categories, reach.before, staged, vanished));
  return { gained, lost, invited, letThrough, vanishing };
}
