import { type EntityManager, Raw } from 'typeorm';

import { andMore, firstFew } from '../../changes/first-few';
import type { PlannedThing } from '../../changes/plan';
import type { Planning } from '../../changes/planning';
import { type ChangeWarning, WarningCode } from '../../changes/warning';
import { rowsOf } from '../../database/rows';
import { idList, sql } from '../../database/sql';
import { principalIdentity } from '../../directory/identity-resolver';
import { Principal } from '../../directory/principal.entity';
import { ErrorCode, GatewayError } from '../../errors';
import type { Policy } from './policy.entity';

/** The users to whom a policy is granted, by display name. */
export class PolicyGrants {
  private constructor(
    readonly policy: Policy,
    readonly users: readonly Principal[],
  ) {}

  /**
   * The grants of each of the policies, in their order. Of a change that commits nobody else changes them until it has.
   *
   * @param spared whether a user doesn't count
   */
  static async ofAll(
    planning: Planning,
    policies: readonly Policy[],
    spared: (user: Principal) => boolean = () => false,
  ): Promise<PolicyGrants[]> {
    if (!policies.length) return [];
    const ids = idList(policies.map(({ id }) => id));
    const users = await planning.allToChange(Principal, {
      where: { policyId: Raw((column) => `${column} IN (${ids.text})`) },
      order: { sortKey: 'ASC', id: 'ASC' },
    });
    const byPolicy = new Map(policies.map(({ id }): [number | null, Principal[]] => [id, []]));
    for (const user of users.filter((each) => !spared(each))) byPolicy.get(user.policyId)!.push(user);
    return policies.map((policy) => new PolicyGrants(policy, byPolicy.get(policy.id)!));
  }

  /** @throws GatewayError IN_USE where there is any. */
  refuseAny(parameter: string | undefined): void {
    const { policy, users } = this;
    if (!users.length) return;
    const names = firstFew(users).map(({ displayName }) => displayName);
    throw new GatewayError(
      ErrorCode.IN_USE,
      `The policy ${policy.identity} is granted to ${andMore(names, users.length)}; with "force" they fall back.`,
      {
        parameter,
        usedBy: [{ type: 'Principal', count: users.length, identities: firstFew(users).map(principalIdentity) }],
      },
    );
  }

  /** What becomes of the users when they lose the policy. */
  get things(): PlannedThing[] {
    const changes = [{ path: 'policy', before: this.policy.identity, after: null }];
    return this.users.map((user) => ({
      type: 'Principal',
      id: user.id,
      identity: principalIdentity(user),
      version: 0,
      changes,
    }));
  }
}

/** Grants a policy to users, or takes away theirs, in one statement. */
export async function grant(tx: EntityManager, userIds: readonly number[], policyId: number | null): Promise<void> {
  if (!userIds.length) return;
  await rowsOf(tx, sql`UPDATE principals SET policy_id = ${policyId} WHERE id IN (${idList(userIds)})`);
}

export function fallenBackWarning(count: number): ChangeWarning[] {
  if (!count) return [];
  const users = count === 1 ? 'One user falls' : `${count.toLocaleString('en')} users fall`;
  const message = `${users} back to the policy of the site, else to the global one.`;
  return [{ code: WarningCode.POLICY_TAKEN_AWAY, message }];
}
