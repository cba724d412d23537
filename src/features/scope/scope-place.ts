import type { ClassType } from 'type-graphql';
import type { FindOptionsWhere } from 'typeorm';

import type { Planning } from '../../changes/planning';
import { foldedKey, sortKey } from '../../database/text-keys';
import { Pool } from '../topology/pool.entity';
import { Site } from '../topology/site.entity';
import { unknownPool, unknownSite } from '../topology/unknown-place';
import { Scope } from './scope';
import { type ScopeIdentity, shownIdentity } from './scope-identity';

/** Where something that has a scope stands. */
export interface ScopePlace {
  scope: Scope;
  /** As it is shown, with the names of the topology. */
  identity: string;
  identityKey: string;
  sortKey: string;
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
  if (scope === Scope.SITE && !site) throw await unknownSite(planning.manager, name, parameter);
  if (scope === Scope.SERVICE && !pool) throw await unknownPool(planning.manager, name, parameter);
  const identity = shownIdentity({ scope, name: site?.name ?? pool?.fqdn ?? name });
  return {
    scope,
    identity,
    identityKey,
    sortKey: sortKey(identityKey),
    siteId: site?.id ?? null,
    poolId: pool?.id ?? null,
  };
}

async function held<T extends { id: number }>(
  planning: Planning,
  entity: ClassType<T>,
  which: FindOptionsWhere<T>,
): Promise<T | null> {
  const found = await planning.manager.findOneBy(entity, which);
  return found && planning.toRestOn(entity, found.id);
}
