import { checkSelection } from '../../changes/bulk/bulk.inputs';
import type { ChangeOutcome } from '../../changes/outcome';
import type { Plan } from '../../changes/plan';
import { planEach, planOfOne } from '../../changes/bulk/plan-each';
import type { Planning } from '../../changes/planning';
import { type ChangeWarning, WarningCode } from '../../changes/warning';
import type { Principal } from '../../directory/principal.entity';
import type { RequestContext } from '../../graphql/context';
import { Scope } from '../scope/scope';
import type { Policy } from './policy.entity';
import type { RemovePoliciesInput, RemovePolicyInput } from './policy.inputs';
import { fallenBackWarning, grant, PolicyGrants } from './policy-grants';
import type { PolicyChange, PolicyImpactService } from './policy-impact.service';
import { ofTenant, type PolicyService } from './policy.service';
import type { PolicyTurns } from './policy-turns';

interface Removing {
  force: boolean;
  /** The path of the input that names the policy; none does where many are meant. */
  parameter?: string;
  /** Whether a user is to lose the policy anyway. */
  spared?: (user: Principal) => boolean;
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
        const policy = ofTenant(await this.policies.target(planning, input), input.tenant, 'input.');
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

  /** Plans the removal of policies that are held; what it does to users is for the caller to work out. */
  async planAll(
    planning: Planning,
    policies: readonly Policy[],
    { force, parameter, spared }: Removing,
  ): Promise<{ plan: Plan; change: PolicyChange }> {
    const grants = await PolicyGrants.ofAll(planning, policies, spared);
    const held = grants.map((each) => ({ thing: each.policy, identity: each.policy.identity, grants: each }));
    const { planned, refused } = await planEach(held, (each) => {
      if (!force) each.grants.refuseAny(parameter);
      return each;
    });
    const removed = planned.map(({ thing }) => thing);
    const plan = this.policies.planRemoveAll(planning, removed);
    const userIds = planned.flatMap((each) => each.grants.users.map(({ id }) => id));
    const change: PolicyChange = (before) =>
      removed.reduce(
        (after, { id, scope }) =>
          scope === Scope.GLOBAL ? after.with({ id, scope, siteKey: null, enables: false }) : after.without(id),
        before,
      );
    const removal: Plan = {
      ...plan,
      refused,
      besides: planned.flatMap((each) => each.grants.things),
      warnings: fallenBackWarning(userIds.length),
      write: async (tx) => {
        await grant(tx, userIds, null);
        return plan.write(tx);
      },
    };
    return { plan: removal, change };
  }

  private async planRemoving(planning: Planning, policies: readonly Policy[], removing: Removing): Promise<Plan> {
    const { plan, change } = await this.planAll(planning, policies, removing);
    const impact = await this.impacts.of(planning, change);
    return { ...plan, ...impact, warnings: [...plan.warnings, ...lossWarning(impact.policyImpact.lost.size)] };
  }
}

/** Whoever removes a policy need not know what it is reset or falls back to. */
function lossWarning(count: number): ChangeWarning[] {
  if (!count) return [];
  const users = count === 1 ? 'One user loses' : `${count.toLocaleString('en')} users lose`;
  return [{ code: WarningCode.WITHOUT_PERSISTENT_CHAT, message: `${users} Persistent Chat.` }];
}
