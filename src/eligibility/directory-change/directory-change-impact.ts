import type { EntityManager } from 'typeorm';

import type { EligibilityIndex } from '../eligibility-index';
import { inTurns } from '../in-turns';
import { AffectedLists, type MembersOnlyRoom } from './affected-lists';
import { usersBetween } from './affected-users';
import { type CategoryChange, categoryChanges } from './category-change';
import { ancestorsOf, stateBefore } from './directory-state';
import { type EntryFigures, EntryTally } from './entry-tally';
import { type LettingThrough, lettingThrough } from './let-through';
import { ReachOfUsers } from './reach-of-users';
import { StagedPrincipals } from './staged-principals';
import { stateAfter } from './state-after';

/** What a change of the directory does to access. */
export interface DirectoryChangeImpact {
  gained: EntryFigures;
  lost: EntryFigures;
  letThrough: LettingThrough;
}

const NOBODY: EntryFigures = { users: 0, rooms: 0, pairs: 0 };
const NOTHING: DirectoryChangeImpact = { gained: NOBODY, lost: NOBODY, letThrough: { total: 0, first: [] } };

/**
 * What the change that a sync has staged would do, if it were made of the directory of the index. It costs by what changes, not
 * by how large the directory is, and lets others have the thread every 10 ms or so.
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

  const idsOf = (ordinals: Iterable<number>) => Array.from(ordinals, (ordinal) => staged.idAt(ordinal));
  const listed = await lists.listed(idsOf(affected));
  const users = await usersBetween(
    before,
    after,
    listed.map((id) => staged.ordinalOf(id)!),
  );
  if (users.size === 0) return NOTHING;

  const [reachBefore, reachAfter] = [new ReachOfUsers(before, users, staged), new ReachOfUsers(after, users, staged)];
  const reaching = [await inTurns(ancestorsOf(before, users)), await inTurns(ancestorsOf(after, users))];
  const ids = idsOf(new Set(reaching.flatMap((ordinals) => [...ordinals])));
  const categories = await inTurns(categoryChanges(await lists.walls(ids), reachBefore, reachAfter));
  const tally = new EntryTally(staged.size);
  const openTo = await lists.roomsForAllInside(categories.map(({ id }) => id));
  for (const { id, before: from, after: to } of categories) tally.add(from.entering, to.entering, openTo.get(id) ?? 0);
  await inTurns(tallyMembersOnly(tally, await lists.membersOnlyRooms(ids), categories, reachBefore, reachAfter));
  return {
    gained: tally.gained,
    lost: tally.lost,
    letThrough: await lettingThrough(manager, staged, categories, reachBefore, after.users),
  };
}

function* tallyMembersOnly(
  tally: EntryTally,
  rooms: ReadonlyMap<number, MembersOnlyRoom>,
  categories: readonly CategoryChange[],
  before: ReachOfUsers,
  after: ReachOfUsers,
): Generator<void, void> {
  const byId = new Map(categories.map((category) => [category.id, category]));
  for (const { categoryId, members } of rooms.values()) {
    const category = byId.get(categoryId);
    if (!category) continue;
    const [from, to] = [before.of(members), after.of(members)];
    tally.add(category.before.entering.intersect(from), category.after.entering.intersect(to), 1);
    yield;
  }
}
