import { foldedKey } from '../../../database/text-keys';
import type { TopologyDocument } from '../document/topology-document';
import type { PoolServer } from '../pool-server.entity';
import { type Pool, PoolState } from '../pool.entity';
import { MOST_ACTIVE } from '../serving/active-servers';
import type { StoredTopology } from './stored-topology';

type ModelPool = Pick<Pool, 'fqdn' | 'state' | 'primaryDatabase' | 'backupDatabase'> & { siteKey: string };
type ModelServer = Pick<PoolServer, 'fqdn' | 'active' | 'state'> & { pool: string };

/** A whole topology without ids and versions: each part by its name, folded. */
export interface TopologyModel {
  sipDomains: Map<string, { name: string }>;
  sites: Map<string, { name: string }>;
  pools: Map<string, ModelPool>;
  servers: Map<string, ModelServer>;
}

export function modelOf({ sipDomains, sites, pools, servers }: StoredTopology): TopologyModel {
  const siteKeys = new Map(sites.map(({ id, nameKey }) => [id, nameKey]));
  const fqdns = new Map(pools.map(({ id, fqdn }) => [id, fqdn]));
  return {
    sipDomains: new Map(sipDomains.map(({ name }) => [name, { name }])),
    sites: new Map(sites.map(({ name, nameKey }) => [nameKey, { name }])),
    pools: new Map(
      pools.map(({ fqdn, state, primaryDatabase, backupDatabase, siteId }) => [
        fqdn,
        { fqdn, state, primaryDatabase, backupDatabase, siteKey: siteKeys.get(siteId)! },
      ]),
    ),
    servers: new Map(
      servers.map(({ fqdn, active, state, poolId }) => [fqdn, { fqdn, active, state, pool: fqdns.get(poolId)! }]),
    ),
  };
}

/** The topology as a document has it: what it doesn't tell, states and active servers, is as before. */
export function modelAfter(document: TopologyDocument, before: TopologyModel): TopologyModel {
  const after: TopologyModel = { sipDomains: new Map(), sites: new Map(), pools: new Map(), servers: new Map() };
  for (const name of document.sipDomains.map(foldedKey)) after.sipDomains.set(name, { name });
  for (const { name, pools = [] } of document.sites) {
    const siteKey = foldedKey(name);
    after.sites.set(siteKey, { name });
    for (const { primaryDatabase, backupDatabase = null, ...pool } of pools) {
      const fqdn = foldedKey(pool.fqdn);
      const known = before.pools.get(fqdn);
      const state = known?.state ?? PoolState.NORMAL;
      after.pools.set(fqdn, { fqdn, state, primaryDatabase, backupDatabase, siteKey });
      for (const [i, server] of pool.servers.map(foldedKey).entries()) {
        const present = before.servers.get(server);
        // A new pool begins to work at once; who comes to one that works already is made active by an administrator.
        const active = present?.pool === fqdn ? present.active : !known && i < MOST_ACTIVE;
        after.servers.set(server, { fqdn: server, active, state, pool: fqdn });
      }
    }
  }
  return after;
}
