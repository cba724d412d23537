import type { Planning } from '../../../changes/planning';
import { PoolServer } from '../pool-server.entity';
import { Pool } from '../pool.entity';
import { SipDomain } from '../sip-domain.entity';
import { Site } from '../site.entity';

/** The topology as the store has it. */
export interface StoredTopology {
  sipDomains: SipDomain[];
  sites: Site[];
  pools: Pool[];
  servers: PoolServer[];
}

/** Of a change that commits nobody else changes any of it until it has. */
export async function storedTopology(planning: Planning): Promise<StoredTopology> {
  const byId = { order: { id: 'ASC' } } as const;
  // What another makes meanwhile, where there is nothing to lock yet, is seen with all that it belongs to.
  const servers = await planning.allToChange(PoolServer, byId);
  const pools = await planning.allToChange(Pool, byId);
  const sites = await planning.allToChange(Site, byId);
  return { servers, pools, sites, sipDomains: await planning.allToChange(SipDomain, byId) };
}
