import DataLoader from 'dataloader';
import { In } from 'typeorm';

import type { PerRequest } from '../../graphql/context';
import { rowsById } from '../../graphql/rows-by-id';
import { Policy } from './policy.entity';

export const policyById = rowsById(Policy);

export const policyBySiteId: PerRequest<DataLoader<number, Policy | null>> = (context) =>
  new DataLoader(async (siteIds) => {
    const policies = await context.read.findBy(Policy, { siteId: In([...siteIds]) });
    const bySite = new Map(policies.map((policy) => [policy.siteId, policy]));
    return siteIds.map((id) => bySite.get(id) ?? null);
  });
