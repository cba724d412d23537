import { principalIdentity } from '../../directory/identity-resolver';
import type { Wall } from '../../eligibility/wall';
import { ErrorCode, GatewayError } from '../../errors';
import type { Planning } from '../planning';
import type { WantedEntry } from './planned-list';

/**
 * Refuses entries that stand outside a category's wall, naming the first one and why.
 *
 * @param category its identity, for the error
 */
export async function refuseOutside(
  planning: Planning,
  wall: Wall,
  category: string,
  entries: readonly WantedEntry[],
): Promise<void> {
  const bound = entries.filter(({ isIdle }) => !isIdle);
  const [outside] = wall.exclusions(bound.map(({ principal }) => principal.id));
  if (!outside) return;
  const { principal, parameter } = bound.find((entry) => entry.principal.id === outside.principalId)!;
  // Whom a wall keeps out is for those to know who may read its lists.
  const disclosed = planning.context.actor.principalId === null ? outside.deniedBy : [];
  const deniedBy = (await planning.principals(disclosed)).map(principalIdentity);
  const reason = principal.missing ? 'MISSING' : outside.deniedBy.length ? 'DENIED' : 'NOT_ALLOWED';
  const why = {
    MISSING: 'it is missing from the directory',
    DENIED: `it is denied${deniedBy.length ? ` by ${deniedBy.join(', ')}` : ''}`,
    NOT_ALLOWED: 'none of the allowed members reaches it',
  }[reason];
  throw new GatewayError(
    ErrorCode.NOT_ELIGIBLE,
    `${principalIdentity(principal)} is outside the wall of the category ${category}: ${why}.`,
    {
      parameter,
      entry: principalIdentity(principal),
      reason,
      ...(planning.context.actor.principalId === null && { deniedBy }),
    },
  );
}
