import { inTurns } from '../in-turns';
import type { PrincipalSet } from '../principal-set';
import type { AffectedLists, RoomOfMembers } from './affected-lists';
import type { CategoryChange } from './category-change';
import type { Sides } from './directory-state';
import { type EntryFigures, EntryTally } from './entry-tally';
import type { ReachDifference } from './reach-difference';
import type { ReachOfUsers } from './reach-of-users';
import type { StagedPrincipals } from './staged-principals';

/** In pairs of a user and a room. They are held at once, in about 10 MB: to be written with the change, and whenever its audit entry is read. */
const MOST = 1_000_000;

/** Users who are newly among those whom a room invites. */
export interface RoomInvitees {
  roomId: number;
  /** The same array for all rooms that everybody inside a category is invited to. */
  principalIds: number[];
}

/** The users who are newly among those whom rooms invite, disabled rooms included. */
export interface NewInvitees {
  figures: EntryFigures;
  /** Null where there are more than 1,000,000 pairs of a user and a room: nobody is told apart then. */
  rooms: RoomInvitees[] | null;
}

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
  const found = new Invitees(users.universe, staged);
  const entered = categories.filter(({ after }) => after.entering.size > 0);
  const invitingIds = await lists.invitingCategories(entered.map(({ id }) => id));
  if (invitingIds.size === 0) return found.all();

  const inviting = entered.filter(({ id }) => invitingIds.has(id));
  const differing = inviting.filter(({ before, after }) => !before.entering.equals(after.entering));
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
    found.add(forAll.get(id)!, before.entering, after.entering);
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
    found.add([roomId], category.before.entering.intersect(before), category.after.entering.intersect(after));
  }
}

/** Gathers the new invitees of rooms, and lets go of them where there are too many. */
class Invitees {
  private readonly tally: EntryTally;
  private readonly rooms: RoomInvitees[] = [];
  private pairs = 0;

  constructor(
    universe: number,
    private readonly staged: StagedPrincipals,
  ) {
    this.tally = new EntryTally(universe);
  }

  /** Takes rooms with the same invitees. Each room is to be given once. */
  add(roomIds: readonly number[], before: PrincipalSet, after: PrincipalSet): void {
    const newly = after.without(before);
    if (newly.size === 0 || roomIds.length === 0) return;
    this.tally.add(before, after, roomIds.length);
    this.pairs += newly.size * roomIds.length;
    if (this.areTooMany) {
      this.rooms.length = 0;
      return;
    }
    const principalIds = this.staged.idsOf(newly);
    for (const roomId of roomIds) this.rooms.push({ roomId, principalIds });
  }

  all(): NewInvitees {
    const rooms = this.areTooMany ? null : this.rooms.sort((a, b) => a.roomId - b.roomId);
    return { figures: this.tally.gained, rooms };
  }

  private get areTooMany(): boolean {
    return this.pairs > MOST;
  }
}
