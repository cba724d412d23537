import { AccessAction } from './access-action';
import { AccessList } from './access-entry.entity';
import type { Eligibility, GuardedRoom, IndexedPrincipals } from './eligibility';
import { PrincipalSet } from './principal-set';
import type { Wall } from './wall';

/** What of a room, beside its lists, decides who may do something in it. */
export interface AccessedRoom extends Pick<GuardedRoom, 'id' | 'categoryId' | 'type'> {
  /** `OPEN`, `CLOSED` or `SECRET`. */
  privacy: string;
  disabled: boolean;
}

type Lists = Partial<Record<AccessList, readonly number[]>>;

/** The lists of a room on which it depends who may do something in it. */
const LISTS: Record<AccessAction, readonly AccessList[]> = {
  ENTER: [AccessList.MEMBERS],
  POST: [AccessList.MEMBERS, AccessList.PRESENTERS],
  FIND: [AccessList.MEMBERS, AccessList.MANAGERS],
  MANAGE: [AccessList.MANAGERS],
};

/** The principals who may do something in a room: the same as the rooms in which each of them may (`ROOMS_WHERE`). */
export async function principalsWho(
  eligibility: Eligibility,
  room: AccessedRoom,
  action: AccessAction,
): Promise<IndexedPrincipals> {
  const { wall, lists } = await eligibility.wallWith(room.categoryId, room.id, LISTS[action]);
  const listed = LISTS[action].map((list, i) => [list, lists[i]!.principalIds] as const);
  return { index: wall.index, principals: SETS[action](wall, room, Object.fromEntries(listed)) };
}

const SETS: Record<AccessAction, (wall: Wall, room: AccessedRoom, lists: Lists) => PrincipalSet> = {
  ENTER: entrants,
  POST(wall, room, lists) {
    const entering = entrants(wall, room, lists);
    return room.type === 'AUDITORIUM' ? entering.intersect(wall.index.reach(lists.PRESENTERS!)) : entering;
  },
  FIND(wall, room, lists) {
    if (!room.disabled && room.privacy !== 'SECRET') return wall.principals;
    return PrincipalSet.union(wall.index.size, [managers(wall, lists), entrants(wall, room, lists)]);
  },
  MANAGE: (wall, _room, lists) => managers(wall, lists),
};

function entrants(wall: Wall, { privacy, disabled }: AccessedRoom, { MEMBERS }: Lists): PrincipalSet {
  return wall.entrants({ privacy, disabled, members: MEMBERS! });
}

function managers(wall: Wall, { MANAGERS }: Lists): PrincipalSet {
  return wall.principals.intersect(wall.index.reach(MANAGERS!));
}
