import { In } from 'typeorm';

import type { HeldThing } from '../../../changes/held-thing';
import type { Planning } from '../../../changes/planning';
import { PoolServer } from '../pool-server.entity';
import type { Pool } from '../pool.entity';

/** A pool that a change is about, with its servers by name; until the commit nobody else changes either. */
export interface HeldPool extends HeldThing {
  thing: Pool;
  servers: readonly PoolServer[];
}

/** Adds the servers to pools that are held already. */
export async function withServers(planning: Planning, pools: readonly Pool[]): Promise<HeldPool[]> {
  if (!pools.length) return [];
  const poolId = In(pools.map(({ id }) => id));
  const servers = await planning.allToChange(PoolServer, { where: { poolId }, order: { id: 'ASC' } });
  servers.sort((a, b) => (a.fqdn < b.fqdn ? -1 : 1));
  return pools.map((pool) => ({
    thing: pool,
    identity: pool.fqdn,
    servers: servers.filter((server) => server.poolId === pool.id),
  }));
}

/** The names of those that are active. */
export function activeAmong(servers: readonly Pick<PoolServer, 'fqdn' | 'active'>[]): string[] {
  return servers.filter(({ active }) => active).map(({ fqdn }) => fqdn);
}
