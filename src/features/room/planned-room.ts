import type { EntityManager } from 'typeorm';

import { HeldBack } from '../../changes/access-lists/held-back';
import { type OwnedList, writeLists } from '../../changes/access-lists/write-lists';
import { alike } from '../../changes/bulk/alike';
import { DirectoryMoved } from '../../changes/directory-moved';
import { fewWarnings } from '../../changes/bulk/few-warnings';
import type { FieldChange } from '../../changes/field-change';
import { plannedThing, removedThing, restoredThing } from '../../changes/held-thing';
import { newInvitations } from '../../changes/new-invitations';
import type { Plan, PlannedThing } from '../../changes/plan';
import type { ChangeWarning } from '../../changes/warning';
import { AccessImpact, type EntryChange } from '../../eligibility/access-impact';
import { inTurns } from '../../eligibility/in-turns';
import { Invitees } from '../../eligibility/invitees';
import type { PooledTarget } from '../topology/pooled.service';
import type { PlannedRoomLists } from './planned-room-lists';
import { addHeldBack, entryChange, roomInvitees, type RoomStates } from './room-entry';
import type { Room } from './room.entity';
import type { RoomService } from './room.service';

/** What a change makes of one room. */
export interface PlannedRoom {
  held: PooledTarget<Room>;
  /** The columns that it sets. */
  columns: Partial<Room>;
  /** Null where it has nothing to do with them. */
  lists: PlannedRoomLists | null;
  changes: FieldChange[];
  warnings: ChangeWarning[];
  /** Null where nobody asks who may enter. */
  states: RoomStates | null;
}

/** A room of which somebody asks who may enter. */
interface AskedRoom {
  roomId: number;
  states: RoomStates;
}

const DECIDE_ENTRY = new Set(['members', 'managers', 'presenters', 'privacy', 'category', 'disabled']);

/**
 * What a change of rooms does to people: who gains and who loses entry, who is invited, and what to know of that.
 *
 * @param things what is recorded of each of the rooms, in their order
 */
async function entryPlan(
  planned: readonly PlannedRoom[],
  things: readonly PlannedThing[],
): Promise<Pick<Plan, 'directory' | 'impact' | 'invitations' | 'warnings'>> {
  const asked = planned.flatMap(({ held, states, changes }, i) =>
    states ? [{ roomId: held.thing.id, states, changes, by: things[i]! }] : [],
  );
  const warnings = planned.flatMap((each) => each.warnings);
  if (!asked.length) return { warnings: fewWarnings(warnings) };
  const [index, ...others] = new Set(asked.map(({ states }) => (states.after ?? states.before)!.wall.index));
  if (others.length) throw new DirectoryMoved();
  const decides = asked.some(({ changes }) => changes.some(({ path }) => DECIDE_ENTRY.has(path)));
  const invitees = new Invitees(index!.size, (ordinal) => index!.idAt(ordinal));
  const heldBack = new HeldBack(index!.size);
  const entry = await inTurns(entryChanges(asked, invitees, heldBack));
  const invited = newInvitations(invitees.all());
  const thingOf = new Map(asked.map(({ roomId, by }) => [roomId, by]));
  return {
    directory: index!.version,
    impact: decides ? new AccessImpact(index!, entry) : undefined,
    invitations: invited.invitations.map((each) => ({ ...each, by: thingOf.get(each.roomId) })),
    warnings: [...fewWarnings(warnings), ...invited.warnings, ...heldBack.warnings(placeOf(planned))],
  };
}

function placeOf(planned: readonly PlannedRoom[]): string {
  const [{ held, columns }] = planned as [PlannedRoom];
  return planned.length === 1 ? (columns.name ?? held.thing.name) : 'these rooms';
}

/**
 * @param invitees takes whom the rooms invite
 * @param heldBack takes whom they let in to no effect
 */
function* entryChanges(
  asked: readonly AskedRoom[],
  invitees: Invitees,
  heldBack: HeldBack,
): Generator<void, EntryChange[]> {
  const entry: EntryChange[] = [];
  for (const { roomId, states } of asked) {
    entry.push(entryChange(roomId, states));
    addHeldBack(heldBack, states);
    const invited = roomInvitees(states);
    if (invited) invitees.add([roomId], invited.before, invited.after);
    yield;
  }
  return entry;
}

/** The plan of rooms that change. */
export async function changedRooms(rooms: RoomService, planned: readonly PlannedRoom[], now: Date): Promise<Plan> {
  const things = planned.map(({ held, changes }) => plannedThing(held, changes));
  return {
    things,
    ...(await entryPlan(planned, things)),
    write: async (tx) => {
      await writeRooms(tx, rooms, planned, now);
      return planned.map(({ held }) => held.thing.id);
    },
  };
}

/**
 * The plan of rooms that come back by the ids that they had, with their lists.
 *
 * @param insert writes their rows
 */
export async function restoredRooms(
  planned: readonly PlannedRoom[],
  insert: (tx: EntityManager) => Promise<void>,
): Promise<Plan> {
  const things = planned.map(({ held, changes }) => restoredThing(held, changes));
  return {
    things,
    ...(await entryPlan(planned, things)),
    write: async (tx) => {
      await insert(tx);
      await writeLists(tx, ownedLists(planned));
      return things.map(({ id }) => id);
    },
  };
}

/** The plan of rooms that go, with their lists. */
export async function removedRooms(rooms: RoomService, planned: readonly PlannedRoom[]): Promise<Plan> {
  const things = planned.map(({ held, changes }) => removedThing(held, changes));
  const ids = things.map(({ id }) => id);
  return {
    things,
    ...(await entryPlan(planned, things)),
    write: async (tx) => {
      await rooms.deleteAll(tx, ids);
      await writeLists(tx, ownedLists(planned));
      return ids;
    },
  };
}

/** Writes what changes of rooms: those of which the same changes by one statement. */
async function writeRooms(
  tx: EntityManager,
  rooms: RoomService,
  planned: readonly PlannedRoom[],
  now: Date,
): Promise<void> {
  const changed = planned.filter(({ changes }) => changes.length);
  for (const some of alike(changed, ({ columns }) => columns)) {
    const [{ held, columns }] = some as [PlannedRoom];
    if (some.length === 1) await rooms.update(tx, held.pool, held.thing, columns, now);
    else {
      const ids = some.map((each) => each.held.thing.id);
      await rooms.updateAll(tx, ids, columns, now);
    }
  }
  await writeLists(tx, ownedLists(planned));
}

function ownedLists(planned: readonly PlannedRoom[]): OwnedList[] {
  return planned.flatMap(({ held, lists }) => (lists?.all ?? []).map((list) => ({ ownerId: held.thing.id, list })));
}
