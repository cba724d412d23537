import type { PlannedInvitations } from '../../changes/plan';
import { AccessImpact } from '../../eligibility/access-impact';
import type { Wall } from '../../eligibility/wall';
import type { Room } from './room.entity';
import { RoomInvitations } from './room.enums';

/** A room at one moment: what decides who may enter it. */
export interface RoomState {
  room: Pick<Room, 'privacy' | 'disabled' | 'invitations' | 'category'>;
  wall: Wall;
  members: readonly number[];
}

/** Who gains and loses entry to a room between two moments; null stands for no room. */
export function entryImpact(roomId: number | null, before: RoomState | null, after: RoomState | null): AccessImpact {
  const { index } = (after ?? before)!.wall;
  const entrants = (state: RoomState | null) =>
    state ? state.wall.entrants({ ...state.room, members: state.members }) : index.listed([]);
  return new AccessImpact(index, [{ roomId, before: entrants(before), after: entrants(after) }]);
}

/** The users who are newly among a room's members, where it invites them. */
export function roomInvitations(
  roomId: number | null,
  before: RoomState | null,
  { room, wall, members }: RoomState,
): PlannedInvitations[] {
  const invites = room.invitations === RoomInvitations.INHERIT && room.category!.invitations;
  if (!invites) return [];
  const invitees = wall.invitees(members);
  const newly = before ? invitees.without(before.wall.invitees(before.members)) : invitees;
  const principalIds = Array.from(newly, (ordinal) => wall.index.idAt(ordinal));
  return principalIds.length ? [{ roomId, principalIds }] : [];
}
