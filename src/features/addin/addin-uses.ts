import type { EntityManager } from 'typeorm';

import { andMore, firstFew } from '../../changes/first-few';
import type { PlannedThing } from '../../changes/plan';
import type { Planning } from '../../changes/planning';
import { Room } from '../room/room.entity';
import type { Pool } from '../topology/pool.entity';
import { pooledIdentity } from '../topology/pooled.identity';
import type { Addin } from './addin.entity';

/** The rooms that use an add-in. */
export class AddinUses {
  private constructor(
    private readonly addin: Addin,
    private readonly pool: Pool,
    private readonly rooms: readonly Room[],
  ) {}

  /** Of a change that commits nobody else changes the rooms until it has. */
  static async of(planning: Planning, addin: Addin, pool: Pool): Promise<AddinUses> {
    return new AddinUses(
      addin,
      pool,
      await planning.allToChange(Room, { where: { addinId: addin.id }, order: { sortKey: 'ASC', id: 'ASC' } }),
    );
  }

  get count(): number {
    return this.rooms.length;
  }

  get roomIds(): number[] {
    return this.rooms.map(({ id }) => id);
  }

  get firstNames(): string[] {
    return firstFew(this.rooms).map(({ name }) => name);
  }

  /** The rooms for a sentence: the first by name, the others by number. */
  get named(): string {
    return andMore(this.firstNames, this.count);
  }

  /** What becomes of the rooms when they lose the add-in. */
  get things(): PlannedThing[] {
    return this.rooms.map(({ id, name, version }) => ({
      type: 'Room',
      id,
      identity: pooledIdentity(this.pool, name),
      version,
      changes: [{ path: 'addin', before: this.addin.name, after: null }],
    }));
  }

  /** Takes the add-in from the rooms: in one statement, however many there are, so not through the rooms' own service. */
  async end(tx: EntityManager, now: Date): Promise<void> {
    const row = { addinId: null, version: () => 'version + 1', updatedAt: now };
    await tx.createQueryBuilder().update(Room).set(row).where({ addinId: this.addin.id }).execute();
  }
}
