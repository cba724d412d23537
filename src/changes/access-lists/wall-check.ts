import type { EntityManager } from 'typeorm';

import { principalIdentity } from '../../directory/identity-resolver';
import { principalsByIds } from '../../directory/principals-by-ids';
import type { Wall } from '../../eligibility/wall';
import { ErrorCode, GatewayError } from '../../errors';
import type { WantedEntry } from './planned-list';

/**
 * Refuses entries that stand outside a category's wall, naming the first one and why.
 *
 * @param category its identity, for the error
 */
export async function refuseOutside(
  manager: EntityManager,
  wall: Wall,
  category: string,
  entries: readonly WantedEntry[],
): Promise<void> {
  const [outside] = wall.exclusions(entries.map(({ principal }) => principal.id));
  if (!outside) return;
  const { principal, parameter } = entries.find((entry) => entry.principal.id === outside.principalId)!;
  const deniedBy = (await principalsByIds(manager, outside.deniedBy)).map(principalIdentity);
  const why = principal.missing
    ? 'it is missing from the directory'
    : deniedBy.length
      ? `it is denied by ${deniedBy.join(', ')}`
      : 'none of the allowed members reaches it';
  throw new GatewayError(
    ErrorCode.NOT_ELIGIBLE,
    `${principalIdentity(principal)} is outside the wall of the category ${category}: ${why}.`,
    {
      parameter,
      entry: principalIdentity(principal),
      reason: principal.missing ? 'MISSING' : deniedBy.length ? 'DENIED' : 'NOT_ALLOWED',
      deniedBy,
    },
  );
}
