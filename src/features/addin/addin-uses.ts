import type { EntityManager } from 'typeorm';

import { andMore, firstFew } from '../../changes/first-few';
import { plannedThing } from '../../changes/held-thing';
import type { PlannedThing } from '../../changes/plan';
import type { Planning } from '../../changes/planning';
import { idList, sql } from '../../database/sql';
import { compareKeys } from '../../database/text-keys';
import { ErrorCode, GatewayError } from '../../errors';
import { Room } from '../room/room.entity';
import { usedByRooms } from '../room/used-by-rooms';
import { pooledIdentity } from '../topology/pooled.identity';
import type { PooledTarget } from '../topology/pooled.service';
import type { Addin } from './addin.entity';

/** The rooms that use an add-in, by name. */
export class AddinUses {
  private constructor(
    readonly addin: PooledTarget<Addin>,
    readonly rooms: readonly Room[],
  ) {}

  /**
   * The uses of each of the add-ins, in their order. Of a change that commits nobody else changes the rooms until it has.
   *
   * @param spared whether a room doesn't count
   */
  static async ofAll(
    planning: Planning,
    addins: readonly PooledTarget<Addin>[],
    spared: (room: Room) => boolean = () => false,
  ): Promise<AddinUses[]> {
    const ids = idList(addins.map(({ thing }) => thing.id));
    const found = await planning.matching(Room, 'room', sql`room.addin_id IN (${ids})`);
    const rooms = found.sort((a, b) => compareKeys(a.sortKey, b.sortKey));
    const byAddin = new Map(addins.map(({ thing }): [number | null, Room[]] => [thing.id, []]));
    for (const room of rooms.filter((each) => !spared(each))) byAddin.get(room.addinId)!.push(room);
    return addins.map((addin) => new AddinUses(addin, byAddin.get(addin.thing.id)!));
  }

  /** @throws GatewayError IN_USE where there is any. */
  refuseAny(): void {
    const { rooms, addin } = this;
    if (!rooms.length) return;
    throw new GatewayError(
      ErrorCode.IN_USE,
      `The add-in ${addin.identity} is used in ${roomsNamed(rooms)}; with "force" it goes from there too.`,
      { parameter: addin.parameter, usedBy: [usedByRooms(addin.pool, firstNames(rooms), rooms.length)] },
    );
  }

  /** What becomes of the rooms when they lose the add-in. */
  get things(): PlannedThing[] {
    const { pool, thing } = this.addin;
    return this.rooms.map((room) =>
      plannedThing({ thing: room, identity: pooledIdentity(pool, room.name) }, [
        { path: 'addin', before: thing.name, after: null, beforeId: thing.id, afterId: null },
      ]),
    );
  }
}

function firstNames(rooms: readonly Room[]): string[] {
  return firstFew(rooms).map(({ name }) => name);
}

/** Rooms for a sentence: the first by name, the others by number. */
export function roomsNamed(rooms: readonly Room[]): string {
  return andMore(firstNames(rooms), rooms.length);
}

/** Takes add-ins from their rooms: in one statement, however many there are, so not through the rooms' own service. */
export async function endUses(tx: EntityManager, addinIds: readonly number[], now: Date): Promise<void> {
  const row = { addinId: null, version: () => 'version + 1', updatedAt: now };
  const used = `addin_id IN (${idList(addinIds).text})`;
  await tx.createQueryBuilder().update(Room).set(row).where(used).execute();
}
