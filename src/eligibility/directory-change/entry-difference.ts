import { inTurns } from '../in-turns';
import type { AffectedLists, RoomOfMembers } from './affected-lists';
import type { CategoryChange } from './category-change';
import type { Sides } from './directory-state';
import { EntryTally } from './entry-tally';
import type { ReachDifference } from './reach-difference';
import type { ReachOfUsers } from './reach-of-users';

/**
 * Counts who gains and who loses entry to rooms.
 *
 * @param reaching the ids of all that reaches any of the users before or after
 */
export async function entryDifference(
  lists: AffectedLists,
  reaching: readonly number[],
  categories: readonly CategoryChange[],
  reach: Sides<ReachOfUsers>,
  { principalIds, users }: ReachDifference,
): Promise<EntryTally> {
  const tally = new EntryTally(users.universe);
  const differing = categories.filter(({ before, after }) => !before.entering.equals(after.entering));
  const openRooms = await lists.roomsForAllInside(differing.map(({ id }) => id));
  for (const { id, before, after } of differing) tally.add(before.entering, after.entering, openRooms.get(id) ?? 0);

  const ids = new Set(differing.map(({ id }) => id));
  const concerned = ({ categoryId, members }: RoomOfMembers) =>
    ids.has(categoryId) || members.some((id) => principalIds.has(id));
  const rooms = await lists.membersOnlyRooms(reaching);
  await inTurns(tallyMembersOnly(tally, rooms.values(), concerned, categories, reach));
  return tally;
}

function* tallyMembersOnly(
  tally: EntryTally,
  rooms: Iterable<RoomOfMembers>,
  concerned: (room: RoomOfMembers) => boolean,
  categories: readonly CategoryChange[],
  reach: Sides<ReachOfUsers>,
): Generator<void, void> {
  const byId = new Map(categories.map((category) => [category.id, category]));
  for (const room of rooms) {
    yield;
    const category = byId.get(room.categoryId);
    if (!category || !concerned(room)) continue;
    const [before, after] = [reach.before.ofAny(room.members), reach.after.ofAny(room.members)];
    tally.add(category.before.entering.intersect(before), category.after.entering.intersect(after), 1);
  }
}
