import DataLoader from 'dataloader';
import { In } from 'typeorm';

import type { PerRequest } from '../../graphql/context';
import { rowsById } from '../../graphql/rows-by-id';
import { effectiveOfPool } from '../scope/effective-of-pool';
import { Configuration } from './configuration.entity';

export const configurationById = rowsById(Configuration);

export const configurationBySiteId: PerRequest<DataLoader<number, Configuration | null>> = (context) =>
  new DataLoader(async (siteIds) => {
    const configurations = await context.read.findBy(Configuration, { siteId: In([...siteIds]) });
    const bySite = new Map(configurations.map((configuration) => [configuration.siteId, configuration]));
    return siteIds.map((id) => bySite.get(id) ?? null);
  });

export const effectiveConfigurationOf = effectiveOfPool(Configuration);
