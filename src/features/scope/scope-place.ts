import type { ClassType } from 'type-graphql';
import type { FindOptionsWhere } from 'typeorm';

import { andMore, firstFew } from '../../changes/first-few';
import type { Planning } from '../../changes/planning';
import { foldedKey } from '../../database/text-keys';
import { ErrorCode, GatewayError } from '../../errors';
import { Pool } from '../topology/pool.entity';
import { Site } from '../topology/site.entity';
import { Scope } from './scope';
import { type ScopeIdentity, shownIdentity } from './scope-identity';

/** Where something that has a scope stands. */
export interface ScopePlace {
  scope: Scope;
  /** As it is shown, with the names of the topology. */
  identity: string;
  identityKey: string;
  /** Of the scope SITE. */
  siteId: number | null;
  /** Of the scope SERVICE. */
  poolId: number | null;
}

/**
 * The place that an identity names; its site or pool stays until the commit.
 *
 * @throws GatewayError NOT_FOUND, with what the topology knows, where it knows no such site or pool.
 */
export async function placeOf(
  planning: Planning,
  { scope, name, key: identityKey }: ScopeIdentity,
  parameter: string,
): Promise<ScopePlace> {
  const nameKey = foldedKey(name);
  const site = scope === Scope.SITE ? await held(planning, Site, { nameKey }) : null;
  const pool = scope === Scope.SERVICE ? await held(planning, Pool, { fqdn: nameKey }) : null;
  if (scope === Scope.SITE && !site) {
    const sites = await planning.manager.find(Site, { order: { nameKey: 'ASC' } });
    throw unknown(
      'site',
      name,
      sites.map((each) => each.name),
      parameter,
    );
  }
  if (scope === Scope.SERVICE && !pool) {
    const pools = await planning.manager.find(Pool, { order: { fqdn: 'ASC' } });
    throw unknown(
      'pool',
      name,
      pools.map((each) => each.fqdn),
      parameter,
    );
  }
  const identity = shownIdentity({ scope, name: site?.name ?? pool?.fqdn ?? name });
  return { scope, identity, identityKey, siteId: site?.id ?? null, poolId: pool?.id ?? null };
}

async function held<T extends { id: number }>(
  planning: Planning,
  entity: ClassType<T>,
  which: FindOptionsWhere<T>,
): Promise<T | null> {
  const found = await planning.manager.findOneBy(entity, which);
  return found && planning.toRestOn(entity, found.id);
}

function unknown(what: string, name: string, known: readonly string[], parameter: string): GatewayError {
  const others = known.length ? `it has ${andMore(firstFew(known), known.length)}` : 'it has none yet';
  return new GatewayError(ErrorCode.NOT_FOUND, `The topology has no ${what} "${name}"; ${others}.`, { parameter });
}
