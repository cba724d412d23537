import type { EntityManager } from 'typeorm';

import type { Use } from '../../../error-details';
import { ErrorCode, GatewayError } from '../../../errors';
import { asText, type Held, heldBy, type Holdings } from '../holdings';
import { Pool, PoolState } from '../pool.entity';
import { SipDomain } from '../sip-domain.entity';
import { Site } from '../site.entity';
import type { TopologyModel } from './topology-model';
import type { TopologyPart } from './topology-part';

/** What stands in the way of a change. */
interface Obstacle {
  message: string;
  usedBy: Use[];
}

/**
 * Refuses to remove what holds something, and to take the backup database away that serves a pool.
 *
 * @throws GatewayError IN_USE that names all of it.
 */
export async function refuseWhatIsInUse(
  manager: EntityManager,
  holdings: Holdings,
  parts: readonly TopologyPart[],
  after: TopologyModel,
): Promise<void> {
  const goers = parts.filter((part) => !part.after);
  const idsOf = (entity: TopologyPart['entity']) =>
    goers.flatMap((part) => (part.entity === entity ? part.before!.id : []));
  const held = new Map<TopologyPart['entity'], Map<number, Held[]>>([
    [Site, await heldBy(manager, holdings.sites, idsOf(Site))],
    [Pool, await heldBy(manager, holdings.pools, idsOf(Pool))],
  ]);
  const domains = goers.flatMap((part) => (part.entity === SipDomain ? part.key : []));
  const heldByDomain = await heldBy(manager, holdings.sipDomains, domains);
  const obstacles = [
    ...goers.flatMap((part) => {
      const inIt = part.entity === SipDomain ? heldByDomain.get(part.key) : held.get(part.entity)?.get(part.before!.id);
      return inIt ? [occupied(part, inIt)] : [];
    }),
    ...[...after.pools.values()].filter(isLeftWithoutDatabase).map(failedOver),
  ];
  if (!obstacles.length) return;
  const message = obstacles.map((obstacle) => obstacle.message).join(' ');
  throw new GatewayError(ErrorCode.IN_USE, message, { usedBy: obstacles.flatMap(({ usedBy }) => usedBy) });
}

const NOUNS = new Map<TopologyPart['entity'], string>([
  [Site, 'site'],
  [Pool, 'pool'],
  [SipDomain, 'SIP domain'],
]);

function occupied({ entity, identity }: TopologyPart, held: readonly Held[]): Obstacle {
  return {
    message: `The ${NOUNS.get(entity)} ${identity} can't be removed: it holds ${asText(held)}.`,
    usedBy: held.map(({ holding: { type }, count }) => ({ of: identity, type, count, identities: [] })),
  };
}

function isLeftWithoutDatabase({ state, backupDatabase }: Pick<Pool, 'state' | 'backupDatabase'>): boolean {
  return state === PoolState.FAILED_OVER && backupDatabase === null;
}

function failedOver({ fqdn }: Pick<Pool, 'fqdn'>): Obstacle {
  return {
    message: `The backup database of the pool ${fqdn} can't be taken away: the pool is failed over to it.`,
    usedBy: [{ of: fqdn, type: 'Pool', count: 1, identities: [fqdn] }],
  };
}
