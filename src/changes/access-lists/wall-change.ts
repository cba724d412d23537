import { principalIdentity } from '../../directory/identity-resolver';
import { AccessImpact, type EntryChange } from '../../eligibility/access-impact';
import { inTurns } from '../../eligibility/in-turns';
import { Invitees, type NewInvitees } from '../../eligibility/invitees';
import type { RoomBehindWall } from '../../eligibility/rooms-behind-wall';
import type { Wall } from '../../eligibility/wall';
import { andMore, firstFew } from '../first-few';
import type { Planning } from '../planning';
import { type ChangeWarning, WarningCode } from '../warning';
import { HeldBack } from './held-back';

/** A category whose wall moves. */
export interface WallChange {
  /** The name of the category. */
  name: string;
  before: Wall;
  /** In the same version of the directory. */
  after: Wall;
  rooms: readonly RoomBehindWall[];
  /** Who may create rooms, after the change. */
  creators: readonly number[];
  /** Whether rooms invite people where they inherit that from the category, after the change. */
  invites: boolean;
}

/** Entries of one list that stay listed but lose their effect; at least one. */
interface CutOff {
  principalIds: readonly number[];
  place: string;
}

/** Who gains and who loses entry to the rooms behind the walls; there is at least one wall. */
export async function entryImpact(changes: readonly WallChange[]): Promise<AccessImpact> {
  return new AccessImpact(changes[0]!.after.index, await inTurns(entryChanges(changes)));
}

/** The users who are newly among the members of rooms that invite them. */
export async function wallInvitees(changes: readonly WallChange[]): Promise<NewInvitees> {
  const { index } = changes[0]!.after;
  const found = new Invitees(index.size, (ordinal) => index.idAt(ordinal));
  await inTurns(gatherInvitees(found, changes));
  return found.all();
}

/** Names the first entries that stay listed but lose their effect. */
export async function cutOffWarnings(planning: Planning, changes: readonly WallChange[]): Promise<ChangeWarning[]> {
  const lists = await inTurns(cutOffEntries(changes));
  if (!lists.length) return [];
  const count = lists.reduce((sum, { principalIds }) => sum + principalIds.length, 0);
  const each = ({ principalIds, place }: CutOff) => principalIds.map((principalId) => ({ principalId, place }));
  const named = firstFew(firstFew(lists).flatMap(each));
  const principals = await planning.principals(named.map(({ principalId }) => principalId));
  const names = named.map(({ place }, i) => `${principalIdentity(principals[i]!)} (${place})`);
  const walls = changes.length === 1 ? 'wall' : 'walls';
  const message = `Entries stay listed without effect, outside the new ${walls}: ${andMore(names, count)}.`;
  return [{ code: WarningCode.ENTRIES_CUT_OFF, message }];
}

/** Tells of the users whom walls let through, but who can enter no rooms. */
export async function heldBackWarnings(changes: readonly WallChange[]): Promise<ChangeWarning[]> {
  const found = new HeldBack(changes[0]!.after.index.size);
  await inTurns(gatherHeldBack(found, changes));
  return found.warnings(changes.length === 1 ? `the category ${changes[0]!.name}` : 'these categories');
}

function* gatherHeldBack(found: HeldBack, changes: readonly WallChange[]): Generator<void, void> {
  for (const { before, after } of changes) {
    found.add(before.heldBack, after.heldBack);
    yield;
  }
}

function* entryChanges(changes: readonly WallChange[]): Generator<void, EntryChange[]> {
  const entry: EntryChange[] = [];
  for (const { before, after, rooms } of changes) {
    for (const room of rooms) {
      const door = { ...room, members: room.entries.MEMBERS };
      entry.push({ roomId: room.id, before: before.entrants(door), after: after.entrants(door) });
      yield;
    }
  }
  return entry;
}

function* gatherInvitees(found: Invitees, changes: readonly WallChange[]): Generator<void, void> {
  for (const { before, after, rooms, invites } of changes) {
    if (!invites) continue;
    const inviting = rooms.filter(({ inheritsInvitations }) => inheritsInvitations);
    const forAll = inviting.filter(({ entries }) => !entries.MEMBERS.length).map(({ id }) => id);
    found.add(forAll, before.invitees([]), after.invitees([]));
    for (const { id, entries } of inviting) {
      if (entries.MEMBERS.length) found.add([id], before.invitees(entries.MEMBERS), after.invitees(entries.MEMBERS));
      yield;
    }
  }
}

function* cutOffEntries(changes: readonly WallChange[]): Generator<void, CutOff[]> {
  const found: CutOff[] = [];
  for (const { name, before, after, rooms, creators } of changes) {
    const look = (ids: readonly number[], place: string) => {
      const principalIds = ids.filter((id) => before.has(id) && !after.has(id));
      if (principalIds.length) found.push({ principalIds, place });
    };
    look(creators, `creator in ${name}`);
    for (const { name: room, entries } of rooms) {
      look(entries.MEMBERS, `member of ${room}`);
      look(entries.MANAGERS, `manager of ${room}`);
      look(entries.PRESENTERS, `presenter of ${room}`);
      yield;
    }
  }
  return found;
}
