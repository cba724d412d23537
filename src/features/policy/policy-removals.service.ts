import { checkSelection } from '../../changes/bulk.inputs';
import type { ChangeOutcome } from '../../changes/outcome';
import type { Plan } from '../../changes/plan';
import { planEach, planOfOne } from '../../changes/plan-each';
import type { Planning } from '../../changes/planning';
import type { RequestContext } from '../../graphql/context';
import { Scope } from '../scope/scope';
import type { Policy } from './policy.entity';
import type { RemovePoliciesInput, RemovePolicyInput } from './policy.inputs';
import { fallenBackWarning, grant, PolicyGrants } from './policy-grants';
import type { PolicyImpactService } from './policy-impact.service';
import { ofTenant, type PolicyService } from './policy.service';
import type { PolicyTurns } from './policy-turns';

interface Removing {
  force: boolean;
  /** The path of the input that names the policy; none does where many are meant. */
  parameter?: string;
}

/** Removes policies, and resets the global one. */
export class PolicyRemovalsService {
  constructor(
    private readonly changes: PolicyTurns,
    private readonly policies: PolicyService,
    private readonly impacts: PolicyImpactService,
  ) {}

  remove(context: RequestContext, input: RemovePolicyInput): Promise<ChangeOutcome> {
    const removing = { force: input.force ?? false, parameter: input.id ? 'input.id' : 'input.identity' };
    return this.changes.make(context, {
      operation: 'removePolicy',
      input,
      plan: async (planning) => {
        const policy = await this.policies.target(planning, input, ofTenant(input.tenant));
        return planOfOne(await this.planRemoving(planning, [policy], removing));
      },
    });
  }

  removeMany(context: RequestContext, input: RemovePoliciesInput): Promise<ChangeOutcome> {
    checkSelection(input, ['where', 'filter']);
    return this.changes.make(context, {
      operation: 'removePolicies',
      input,
      plan: async (planning) => {
        const policies = await this.policies.selected(planning, input);
        return this.planRemoving(planning, policies, { force: input.force ?? false });
      },
    });
  }

  private async planRemoving(
    planning: Planning,
    policies: readonly Policy[],
    { force, parameter }: Removing,
  ): Promise<Plan> {
    const grants = await PolicyGrants.ofAll(planning, policies);
    const held = grants.map((each) => ({ thing: each.policy, identity: each.policy.identity, grants: each }));
    const { planned, refused } = await planEach(held, (each) => {
      if (!force) each.grants.refuseAny(parameter);
      return each;
    });
    const removed = planned.map(({ thing }) => thing);
    const plan = this.policies.planRemoveAll(planning, removed);
    const userIds = planned.flatMap((each) => each.grants.users.map(({ id }) => id));
    const impact = await this.impacts.of(planning, (before) =>
      removed.reduce(
        (after, { id, scope }) =>
          scope === Scope.GLOBAL ? after.with({ id, scope, siteKey: null, enables: false }) : after.without(id),
        before,
      ),
    );
    return {
      ...plan,
      ...impact,
      refused,
      besides: planned.flatMap((each) => each.grants.things),
      warnings: fallenBackWarning(userIds.length),
      write: async (tx) => {
        await grant(tx, userIds, null);
        return plan.write(tx);
      },
    };
  }
}
