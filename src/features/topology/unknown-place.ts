import type { EntityManager } from 'typeorm';

import { andMore, firstFew } from '../../changes/first-few';
import { ErrorCode, GatewayError } from '../../errors';
import { Pool } from './pool.entity';
import { Site } from './site.entity';

/** Says that there is no such site, and which ones there are. */
export async function unknownSite(manager: EntityManager, name: string, parameter: string): Promise<GatewayError> {
  const sites = await manager.find(Site, { order: { sortKey: 'ASC' } });
  const names = sites.map((site) => site.name);
  return unknown('site', name, names, parameter);
}

/** Says that there is no such pool, and which ones there are. */
export async function unknownPool(manager: EntityManager, name: string, parameter: string): Promise<GatewayError> {
  const pools = await manager.find(Pool, { order: { fqdn: 'ASC' } });
  const fqdns = pools.map(({ fqdn }) => fqdn);
  return unknown('pool', name, fqdns, parameter);
}

function unknown(what: string, name: string, known: readonly string[], parameter: string): GatewayError {
  const others = known.length ? `it has ${andMore(firstFew(known), known.length)}` : 'it has none yet';
  return new GatewayError(ErrorCode.NOT_FOUND, `The topology has no ${what} "${name}"; ${others}.`, { parameter });
}
