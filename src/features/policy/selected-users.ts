import type { Planning } from '../../changes/planning';
import { type ChangeWarning, WarningCode } from '../../changes/warning';
import { rowsOf } from '../../database/rows';
import { ALL, sql } from '../../database/sql';
import { PrincipalKind } from '../../directory/principal.entity';
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

const listed = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** The ids of the users who are meant, and a warning where something else meets the same conditions. */
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
  const users = rows.filter(({ kind }) => kind === PrincipalKind.USER);
  return {
    ids: users.map(({ id }) => Number(id)),
    warnings: users.length === rows.length ? [] : [leftOut(rows.map(({ kind }) => kind as PrincipalKind))],
  };
}

function leftOut(kinds: readonly PrincipalKind[]): ChangeWarning {
  const counts = NO_USERS.flatMap(({ kind, one, many }) => {
    const count = kinds.filter((each) => each === kind).length;
    return count ? [`${count.toLocaleString('en')} ${count === 1 ? one : many}`] : [];
  });
  const message = `Left out, as policies are granted to users only: ${listed.format(counts)}.`;
  return { code: WarningCode.NO_USERS, message };
}
