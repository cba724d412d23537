import type { ClassType } from 'type-graphql';

import type { Audited } from '../../../changes/audited';
import { differences } from '../../../changes/differences';
import type { FieldChange } from '../../../changes/field-change';
import { foldedKey, sortKey } from '../../../database/text-keys';
import { PoolServer } from '../pool-server.entity';
import { Pool } from '../pool.entity';
import { SipDomain } from '../sip-domain.entity';
import { Site } from '../site.entity';
import { poolChanges, type PoolSettings, serverChanges } from '../pool-settings';
import type { StoredTopology } from './stored-topology';
import type { TopologyModel } from './topology-model';
import type { IdOf, TopologyPart } from './topology-part';

/** What becomes of each part of the topology; what belongs to another comes after that. */
export function topologyParts(stored: StoredTopology, before: TopologyModel, after: TopologyModel): TopologyPart[] {
  const siteName = (key: string) => (after.sites.get(key) ?? before.sites.get(key)!).name;
  return [
    ...partsOf(SipDomain, stored.sipDomains, before.sipDomains, after.sipDomains, {
      columns: ({ name }) => ({ name }),
      changes: differences,
    }),
    ...partsOf(Site, stored.sites, before.sites, after.sites, {
      columns: ({ name }) => ({ name, nameKey: foldedKey(name), sortKey: sortKey(name) }),
      changes: differences,
    }),
    ...partsOf(Pool, stored.pools, before.pools, after.pools, {
      columns: ({ siteKey, ...pool }, idOf) => ({ ...pool, siteId: idOf(Site, siteKey) }),
      changes: (from, to) =>
        poolChanges(from && settingsOf(before, from.fqdn, siteName), to && settingsOf(after, to.fqdn, siteName)),
    }),
    ...partsOf(PoolServer, stored.servers, before.servers, after.servers, {
      columns: ({ pool, ...server }, idOf) => ({ ...server, poolId: idOf(Pool, pool) }),
      changes: serverChanges,
    }),
  ];
}

/** How parts of one kind are compared and written. */
interface Kind<T extends Audited, M> {
  columns: (part: M, idOf: IdOf) => Partial<T>;
  changes: (before: M | null, after: M | null) => FieldChange[];
}

function partsOf<
  T extends Audited & ({ fqdn: string } | { name: string }),
  M extends { name: string } | { fqdn: string },
>(
  entity: ClassType<T>,
  rows: readonly T[],
  before: ReadonlyMap<string, M>,
  after: ReadonlyMap<string, M>,
  { columns, changes }: Kind<T, M>,
): TopologyPart[] {
  const rowOf = new Map(rows.map((row) => [foldedKey(nameOf(row)), row]));
  return [...new Set([...before.keys(), ...after.keys()])].map((key): TopologyPart<T> => {
    const [from, to] = [before.get(key) ?? null, after.get(key) ?? null];
    return {
      entity,
      key,
      identity: nameOf(from ?? to!),
      before: rowOf.get(key) ?? null,
      after: to && ((idOf) => columns(to, idOf)),
      changes: changes(from, to),
    };
  });
}

function nameOf(part: { name: string } | { fqdn: string }): string {
  return 'name' in part ? part.name : part.fqdn;
}

function settingsOf(model: TopologyModel, fqdn: string, siteName: (key: string) => string): PoolSettings {
  const { siteKey, ...pool } = model.pools.get(fqdn)!;
  const servers = [...model.servers.values()].filter((server) => server.pool === fqdn);
  return {
    ...pool,
    site: siteName(siteKey),
    servers: servers.map((server) => server.fqdn),
    activeServers: servers.filter(({ active }) => active).map((server) => server.fqdn),
  };
}
