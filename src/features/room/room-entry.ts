import type { HeldBack } from '../../changes/access-lists/held-back';
import { AccessImpact, type EntryChange } from '../../eligibility/access-impact';
import { PrincipalSet } from '../../eligibility/principal-set';
import type { Wall } from '../../eligibility/wall';
import type { Room } from './room.entity';
import { RoomInvitations } from './room.enums';

/** A room at one moment: what decides who may enter it. */
export interface RoomState {
  room: Pick<Room, 'privacy' | 'disabled' | 'invitations' | 'category'>;
  wall: Wall;
  members: readonly number[];
}

/** A room before and after a change; null where there is none. */
export interface RoomStates {
  before: RoomState | null;
  after: RoomState | null;
}

/** Who gains and loses entry to a room between two moments. */
export function entryImpact(roomId: number | null, states: RoomStates): AccessImpact {
  return new AccessImpact((states.after ?? states.before)!.wall.index, [entryChange(roomId, states)]);
}

/** Who may enter a room at two moments. */
export function entryChange(roomId: number | null, { before, after }: RoomStates): EntryChange {
  const { index } = (after ?? before)!.wall;
  const entrants = (state: RoomState | null) =>
    state ? state.wall.entrants({ ...state.room, members: state.members }) : index.listed([]);
  return { roomId, before: entrants(before), after: entrants(after) };
}

/** Adds those whom a change lets into a room, but who can enter none. */
export function addHeldBack(heldBack: HeldBack, { before, after }: RoomStates): void {
  const of = (state: RoomState | null) => state && state.wall.heldBackFrom({ ...state.room, members: state.members });
  heldBack.add(of(before), of(after));
}

/** Whom a room has among its members before and after a change, as far as it invites them; null where it doesn't. */
export function roomInvitees({ before, after }: RoomStates): { before: PrincipalSet; after: PrincipalSet } | null {
  if (!after) return null;
  const { room, wall, members } = after;
  const invites = room.invitations === RoomInvitations.INHERIT && room.category!.invitations;
  if (!invites) return null;
  return {
    before: before ? before.wall.invitees(before.members) : PrincipalSet.none(wall.index.size),
    after: wall.invitees(members),
  };
}
