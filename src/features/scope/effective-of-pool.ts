import DataLoader from 'dataloader';
import type { ClassType } from 'type-graphql';
import { type FindOptionsWhere, In } from 'typeorm';

import type { PerRequest } from '../../graphql/context';
import type { Pool } from '../topology/pool.entity';
import { Scope } from './scope';
import type { ServiceScoped } from './service-scoped.entity';

/**
 * A loader of what counts for pools: what is set for the pool, else for its site, else for all. One statement for all pools that are asked
 * for together.
 */
export function effectiveOfPool<T extends ServiceScoped>(
  entity: ClassType<T>,
): PerRequest<DataLoader<Pool, T, number>> {
  return (context) =>
    new DataLoader(
      async (pools) => {
        const where: FindOptionsWhere<ServiceScoped>[] = [
          { scope: Scope.GLOBAL },
          { siteId: In(pools.map(({ siteId }) => siteId)) },
          { poolId: In(pools.map(({ id }) => id)) },
        ];
        const set = await context.read.find(entity, { where: where as FindOptionsWhere<T>[] });
        const global = set.find(({ scope }) => scope === Scope.GLOBAL)!;
        const bySite = new Map(set.map((each) => [each.siteId, each]));
        const byPool = new Map(set.map((each) => [each.poolId, each]));
        return pools.map(({ id, siteId }) => byPool.get(id) ?? bySite.get(siteId) ?? global);
      },
      { cacheKeyFn: ({ id }) => id },
    );
}
