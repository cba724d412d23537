import { inTurns } from '../in-turns';
import { Invitees, type NewInvitees } from '../invitees';
import type { AffectedLists, RoomOfMembers } from './affected-lists';
import type { CategoryChange } from './category-change';
import type { Sides } from './directory-state';
import type { ReachDifference } from './reach-difference';
import type { ReachOfUsers } from './reach-of-users';
import type { StagedPrincipals } from './staged-principals';

/**
 * Finds whom a change brings among the members of rooms that invite them.
 *
 * @param reaching the ids of all that reaches any of the users before or after
 */
export async function newInvitees(
  lists: AffectedLists,
  reaching: readonly number[],
  categories: readonly CategoryChange[],
  reach: Sides<ReachOfUsers>,
  { principalIds, users }: ReachDifference,
  staged: StagedPrincipals,
): Promise<NewInvitees> {
  const found = new Invitees(users.universe, (ordinal) => staged.idAt(ordinal));
  const possible = categories.filter(({ after }) => after.invited.size > 0);
  const invitingIds = await lists.invitingCategories(possible.map(({ id }) => id));
  if (invitingIds.size === 0) return found.all();

  const inviting = possible.filter(({ id }) => invitingIds.has(id));
  const differing = inviting.filter(({ before, after }) => !before.invited.equals(after.invited));
  const forAll = await lists.roomsInvitingAllInside(differing.map(({ id }) => id));
  await inTurns(invitedInside(found, differing, forAll));

  const ids = new Set(differing.map(({ id }) => id));
  const concerned = ({ categoryId, members }: RoomOfMembers) =>
    ids.has(categoryId) || members.some((id) => principalIds.has(id));
  const rooms = await lists.invitingRooms(reaching, invitingIds);
  await inTurns(invitedAmongMembers(found, rooms, concerned, inviting, reach));
  return found.all();
}

function* invitedInside(
  found: Invitees,
  categories: readonly CategoryChange[],
  forAll: ReadonlyMap<number, number[]>,
): Generator<void, void> {
  for (const { id, before, after } of categories) {
    found.add(forAll.get(id)!, before.invited, after.invited);
    yield;
  }
}

function* invitedAmongMembers(
  found: Invitees,
  rooms: ReadonlyMap<number, RoomOfMembers>,
  concerned: (room: RoomOfMembers) => boolean,
  categories: readonly CategoryChange[],
  reach: Sides<ReachOfUsers>,
): Generator<void, void> {
  const byId = new Map(categories.map((category) => [category.id, category]));
  for (const [roomId, room] of rooms) {
    yield;
    if (!concerned(room)) continue;
    const category = byId.get(room.categoryId)!;
    const [before, after] = [reach.before.ofAny(room.members), reach.after.ofAny(room.members)];
    found.add([roomId], category.before.invited.intersect(before), category.after.invited.intersect(after));
  }
}
