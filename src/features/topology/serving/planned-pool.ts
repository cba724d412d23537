import type { ClassType } from 'type-graphql';
import type { EntityManager } from 'typeorm';

import { fewWarnings } from '../../../changes/bulk/few-warnings';
import { plannedThing } from '../../../changes/held-thing';
import type { Plan, PlannedThing } from '../../../changes/plan';
import type { ChangeWarning } from '../../../changes/warning';
import { idList } from '../../../database/sql';
import { poolChanges, serverChanges } from '../pool-settings';
import { PoolServer } from '../pool-server.entity';
import { Pool, type PoolState } from '../pool.entity';
import { activeAmong, type HeldPool } from './held-pool';

/** What is to become of a pool. */
export interface PlannedPool {
  held: HeldPool;
  /** That of its servers, too. */
  state: PoolState;
  /** The names of the servers that are to be active. */
  active: ReadonlySet<string>;
  warnings: ChangeWarning[];
}

/** The plan of what is to become of pools: their servers change with them. */
export function planOfPools(planned: readonly PlannedPool[], now: Date): Plan {
  const pools = planned.map(changedPool);
  const servers = planned.flatMap(changedServers);
  return {
    things: pools.map(({ thing }) => thing),
    besides: servers.map(({ thing }) => thing),
    warnings: fewWarnings(planned.flatMap(({ warnings }) => warnings)),
    write: async (tx) => {
      await writeAll(tx, Pool, pools, now);
      await writeAll(tx, PoolServer, servers, now);
      return planned.map(({ held }) => held.thing.id);
    },
  };
}

/** A row, and what is to be written of it. */
interface Changed<C> {
  thing: PlannedThing & { id: number };
  columns: C;
}

function changedPool({ held, state, active }: PlannedPool): Changed<Pick<Pool, 'state'>> {
  const before = { state: held.thing.state, activeServers: activeAmong(held.servers) };
  return { thing: plannedThing(held, poolChanges(before, { state, activeServers: [...active] })), columns: { state } };
}

function changedServers({ held, state, active }: PlannedPool): Changed<Pick<PoolServer, 'state' | 'active'>>[] {
  return held.servers
    .map((server) => {
      const columns = { state, active: active.has(server.fqdn) };
      const before = { state: server.state, active: server.active };
      return { thing: plannedThing({ thing: server, identity: server.fqdn }, serverChanges(before, columns)), columns };
    })
    .filter(({ thing }) => thing.changes.length > 0);
}

/** What becomes the same is written together. */
async function writeAll<C extends object>(
  tx: EntityManager,
  entity: ClassType<Pool | PoolServer>,
  all: readonly Changed<C>[],
  now: Date,
): Promise<void> {
  const alike = new Map<string, Changed<C>[]>();
  for (const each of all.filter(({ thing }) => thing.changes.length > 0)) {
    const key = JSON.stringify(each.columns);
    alike.set(key, [...(alike.get(key) ?? []), each]);
  }
  for (const group of alike.values()) {
    const row = { ...group[0]!.columns, version: () => 'version + 1', updatedAt: now };
    const ids = idList(group.map(({ thing }) => thing.id));
    await tx.createQueryBuilder().update(entity).set(row).where(`id IN (${ids.text})`).execute();
  }
}
