import DataLoader from 'dataloader';
import { In } from 'typeorm';

import type { PerRequest } from '../../graphql/context';
import { rowsById } from '../../graphql/rows-by-id';
import { PoolServer } from './pool-server.entity';
import { Pool } from './pool.entity';
import { SipDomain } from './sip-domain.entity';
import { Site } from './site.entity';

export const poolById = rowsById(Pool);
export const siteById = rowsById(Site);
export const poolServerById = rowsById(PoolServer);
export const sipDomainById = rowsById(SipDomain);

/** Sites by their folded names. */
export const siteByKey: PerRequest<DataLoader<string, Site | null>> = (context) =>
  new DataLoader(async (keys) => {
    const sites = await context.read.findBy(Site, { nameKey: In([...keys]) });
    const byKey = new Map(sites.map((site) => [site.nameKey, site]));
    return keys.map((key) => byKey.get(key) ?? null);
  });

export const serversByPoolId: PerRequest<DataLoader<number, PoolServer[]>> = (context) =>
  new DataLoader(async (poolIds) => {
    const servers = await context.read.find(PoolServer, {
      where: { poolId: In([...poolIds]) },
      order: { fqdn: 'ASC' },
    });
    return poolIds.map((id) => servers.filter((server) => server.poolId === id));
  });
