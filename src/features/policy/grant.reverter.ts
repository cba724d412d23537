import { alike } from '../../changes/bulk/alike';
import { differences } from '../../changes/differences';
import { plannedThing } from '../../changes/held-thing';
import type { Plan } from '../../changes/plan';
import { planEach } from '../../changes/bulk/plan-each';
import type { Planning } from '../../changes/planning';
import { Principal } from '../../directory/principal.entity';
import { idlePlan } from '../revert/joined-plan';
import type { PastChange } from '../revert/past-change';
import type { Reverter } from '../revert/reverter';
import type { Reverting } from '../revert/reverting';
import { Scope } from '../scope/scope';
import { heldPrincipals, identitiesOf, refuseUngrantable } from './grantees';
import { Policy } from './policy.entity';
import { grant } from './policy-grants';
import { takeTurn } from './policy-turns';

/** Gives users the policies back that they had. */
export class GrantReverter implements Reverter {
  readonly type = Principal.name;

  restore(): Promise<Plan> {
    return Promise.resolve(idlePlan([], []));
  }

  async setBack(reverting: Reverting, changes: readonly PastChange[]): Promise<Plan> {
    const { planning } = reverting;
    await takeTurn(planning);
    const pastById = new Map(changes.map((past) => [past.nodeId, past]));
    const held = await heldPrincipals(planning, [...pastById.keys()]);
    const identities = await identitiesOf(planning, held);
    const policies = await grantable(planning, reverting);
    const { planned, refused } = await planEach(held, async (grantee) => {
      const present = { policy: identities.get(grantee.thing.policyId) ?? null };
      const former = { ...present, ...(await reverting.former(pastById.get(grantee.thing.id)!, present)) };
      const policy = former.policy === null ? null : policies.get(former.policy);
      if (policy === undefined) throw reverting.conflict(`The policy ${former.policy} is there no more.`);
      refuseUngrantable(grantee.thing, policy, reverting.parameter);
      return { policyId: policy?.id ?? null, thing: plannedThing(grantee, differences(present, former)) };
    });
    const changed = planned.filter(({ thing }) => thing.changes.length > 0);
    const grants = alike(changed, ({ policyId }) => policyId).map((some) => ({
      policyId: some[0]!.policyId,
      userIds: some.map(({ thing }) => thing.id),
    }));
    for (const { policyId, userIds } of grants)
      reverting.policyChanges.push((before) => before.withGrant(policyId, userIds));
    return {
      things: planned.map(({ thing }) => thing),
      refused,
      warnings: [],
      write: async (tx) => {
        for (const { policyId, userIds } of grants) await grant(tx, userIds, policyId);
        return planned.map(({ thing }) => thing.id);
      },
    };
  }

  remove(): Promise<Plan> {
    return this.restore();
  }
}

/** The policies that can be granted, by identity, with those that come back by the same undoing; nobody else's turn comes before the commit. */
async function grantable({ manager }: Planning, reverting: Reverting): Promise<Map<string, Policy>> {
  const present = await manager.findBy(Policy, { scope: Scope.USER });
  return new Map([...present, ...reverting.allAnnounced(Policy)].map((policy) => [policy.identity, policy]));
}
