import DataLoader from 'dataloader';
import type { ClassType } from 'type-graphql';
import { type FindOptionsWhere, In } from 'typeorm';

import type { PerRequest } from '../../graphql/context';
import type { Scoped } from './scoped.entity';

/** A loader of what is set for sites, by their ids; null where nothing is. */
export function setForSite<T extends Scoped>(entity: ClassType<T>): PerRequest<DataLoader<number, T | null>> {
  return (context) =>
    new DataLoader(async (siteIds) => {
      const where: FindOptionsWhere<Scoped> = { siteId: In([...siteIds]) };
      const set = await context.read.findBy(entity, where as FindOptionsWhere<T>);
      const bySite = new Map(set.map((each) => [each.siteId, each]));
      return siteIds.map((id) => bySite.get(id) ?? null);
    });
}
