import DataLoader from 'dataloader';

import type { PerRequest } from '../graphql/context';
import { rowsById } from '../graphql/rows-by-id';
import { type IdentityRequest, resolvePrincipals } from './identity-resolver';
import { Principal } from './principal.entity';

export const principalById = rowsById(Principal);

/** The principals that identities name, in one statement for all that are asked for together. */
export const principalByIdentity: PerRequest<DataLoader<IdentityRequest, Principal, string>> = (context) =>
  new DataLoader((requests) => resolvePrincipals(context.read, requests), { cacheKeyFn: ({ identity }) => identity });
