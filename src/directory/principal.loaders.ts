import DataLoader from 'dataloader';
import { In } from 'typeorm';

import type { PerRequest } from '../graphql/context';
import { rowsById } from '../graphql/rows-by-id';
import type { DirectoryAttribute } from './directory-attribute';
import { type IdentityRequest, resolveEach } from './identity-resolver';
import { PrincipalAttribute } from './principal-attribute.entity';
import { Principal } from './principal.entity';

export const principalById = rowsById(Principal);

/** The principals that identities name, in one statement for all that are asked for together. */
export const principalByIdentity: PerRequest<DataLoader<IdentityRequest, Principal, string>> = (context) =>
  new DataLoader<IdentityRequest, Principal, string>((requests) => resolveEach(context.read, requests), {
    cacheKeyFn: ({ identity, parameter }) => `${parameter} ${identity}`,
  });

/** The attributes that are kept of each principal, by name. */
export const attributesByPrincipalId: PerRequest<DataLoader<number, DirectoryAttribute[]>> = (context) =>
  new DataLoader(async (principalIds) => {
    const rows = await context.read.find(PrincipalAttribute, {
      where: { principalId: In([...principalIds]) },
      order: { principalId: 'ASC', name: 'ASC', valueKey: 'ASC' },
    });
    const attributes = new Map(principalIds.map((id): [number, DirectoryAttribute[]] => [id, []]));
    for (const { principalId, name, value } of rows) {
      const known = attributes.get(principalId)!;
      if (known.at(-1)?.name === name) known.at(-1)!.values.push(value);
      else known.push({ name, values: [value] });
    }
    return principalIds.map((id) => attributes.get(id)!);
  });
