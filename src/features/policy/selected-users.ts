import type { Planning } from '../../changes/planning';
import { type ChangeWarning, WarningCode } from '../../changes/warning';
import { rowsOf } from '../../database/rows';
import { ALL, sql } from '../../database/sql';
import { resolveEach } from '../../directory/identity-resolver';
import { CONTAINER_KINDS, PrincipalKind } from '../../directory/principal.entity';
import { ErrorCode, GatewayError } from '../../errors';
import type { PrincipalService } from '../principal/principal.service';
import type { GrantPoliciesInput } from './policy.inputs';

/** In the order in which they are told. */
const NO_USERS = [
  { kind: PrincipalKind.GROUP, one: 'group', many: 'groups' },
  { kind: PrincipalKind.CONTACT, one: 'contact', many: 'contacts' },
  { kind: PrincipalKind.CONTAINER, one: 'container', many: 'containers' },
  { kind: PrincipalKind.ORGANIZATIONAL_UNIT, one: 'organizational unit', many: 'organizational units' },
  { kind: PrincipalKind.DOMAIN, one: 'domain', many: 'domains' },
];

const REACHING = [PrincipalKind.GROUP, ...CONTAINER_KINDS];

const listed = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/**
 * The ids of the users who are meant, and a warning where something else meets the same conditions.
 *
 * @throws GatewayError NOT_FOUND for an identity without wildcard that names nobody
 */
export async function selectedUsers(
  planning: Planning,
  principals: PrincipalService,
  input: GrantPoliciesInput,
): Promise<{ ids: number[]; warnings: ChangeWarning[] }> {
  const condition = await principals.condition(planning.context, input, 'input.');
  const isPresent = typeof input.policy === 'string' ? sql`principal.missing = ${0}` : ALL;
  const rows = await rowsOf(
    planning.manager,
    sql`SELECT principal.id, principal.kind FROM principals principal WHERE ${condition} AND ${isPresent} ORDER BY principal.id`,
  );
  if (!rows.length) await refuseUnknown(planning, input);
  const kinds = rows.map(({ kind }) => kind as PrincipalKind);
  return {
    ids: rows.filter((_, i) => kinds[i] === PrincipalKind.USER).map(({ id }) => Number(id)),
    warnings: leftOut(kinds, input),
  };
}

/** A name that nobody has is a mistake, while a pattern or condition may well be met by nobody. */
async function refuseUnknown({ manager }: Planning, { identity }: GrantPoliciesInput): Promise<void> {
  if (typeof identity !== 'string' || identity.includes('*')) return;
  const [found] = await resolveEach(manager, [{ identity, parameter: 'input.identity' }]);
  if (found instanceof GatewayError && found.code === ErrorCode.NOT_FOUND) throw found;
}

function leftOut(kinds: readonly PrincipalKind[], { identity }: GrantPoliciesInput): ChangeWarning[] {
  const counts = NO_USERS.flatMap(({ kind, one, many }) => {
    const count = kinds.filter((each) => each === kind).length;
    return count ? [`${count.toLocaleString('en')} ${count === 1 ? one : many}`] : [];
  });
  if (!counts.length) return [];
  const message = `Left out, as policies are granted to users only: ${listed.format(counts)}.`;
  const named = kinds.length === 1 && REACHING.includes(kinds[0]!) && identity;
  const wayOut = named ? ` "where: { reachedBy: ${JSON.stringify(named)} }" takes those whom it reaches.` : '';
  return [{ code: WarningCode.NO_USERS, message: message + wayOut }];
}
