import { givenFields } from '../../changes/given-fields';
import type { Plan } from '../../changes/plan';
import type { Planning } from '../../changes/planning';
import type { Sql } from '../../database/sql';
import type { Reverted } from '../revert/audited-reverter';
import type { Reverting } from '../revert/reverting';
import { ScopedReverter, type ScopedTarget } from '../scope/scoped.reverter';
import { givenDescription } from '../topology/description';
import type { Policy } from './policy.entity';
import type { SetPolicyInput } from './policy.inputs';
import type { PolicyImpactService } from './policy-impact.service';
import type { PolicyRemovalsService } from './policy-removals.service';
import type { PolicyService } from './policy.service';
import { takeTurn } from './policy-turns';

/** Undoes changes of policies. */
export class PolicyReverter extends ScopedReverter<Policy> {
  constructor(
    policies: PolicyService,
    private readonly removals: PolicyRemovalsService,
    private readonly impacts: PolicyImpactService,
  ) {
    super(policies);
  }

  protected columns(former: Pick<SetPolicyInput, 'description' | 'enablePersistentChat'>): Partial<Policy> {
    return { ...givenDescription(former), ...givenFields(former, ['enablePersistentChat']) };
  }

  protected override async hold(planning: Planning, condition: Sql): Promise<ScopedTarget<Policy>[]> {
    await takeTurn(planning);
    return super.hold(planning, condition);
  }

  protected override async restored(reverting: Reverting, policies: readonly Policy[]): Promise<void> {
    for (const policy of policies) reverting.announce(policy);
    if (policies.length) reverting.policyChanges.push(await this.impacts.becoming(reverting.planning, policies));
  }

  protected override async planColumns(
    reverting: Reverting,
    policies: readonly Policy[],
    columns: Partial<Policy>,
  ): Promise<Plan> {
    if (columns.enablePersistentChat !== undefined) {
      const after = policies.map((policy) => ({ ...policy, ...columns }));
      reverting.policyChanges.push(await this.impacts.becoming(reverting.planning, after));
    }
    return super.planColumns(reverting, policies, columns);
  }

  /** Users who lose the policy by the same undoing don't have it. */
  protected override async planRemoving(
    reverting: Reverting,
    held: readonly Reverted<ScopedTarget<Policy>>[],
  ): Promise<Plan> {
    const { plan, change } = await this.removals.planAll(
      reverting.planning,
      held.map(({ thing }) => thing),
      { force: reverting.force, spared: (user) => reverting.concerns('Principal', user.id) },
    );
    if (plan.things.length) reverting.policyChanges.push(change);
    return plan;
  }
}
