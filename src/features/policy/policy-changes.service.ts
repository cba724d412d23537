import { checkSelection } from '../../changes/bulk/bulk.inputs';
import { givenFields } from '../../changes/given-fields';
import { type DraftedPlan, type Made, makeOrDraft } from '../../changes/in-memory';
import type { ChangeOutcome } from '../../changes/outcome';
import type { Plan } from '../../changes/plan';
import { planOfOne } from '../../changes/bulk/plan-each';
import type { Planning } from '../../changes/planning';
import type { RequestContext } from '../../graphql/context';
import { givenDescription } from '../topology/description';
import type { Policy } from './policy.entity';
import type { NewPolicyInput, SetPoliciesInput, SetPolicyInput } from './policy.inputs';
import type { PlannedImpact, PolicyImpactService } from './policy-impact.service';
import { ofTenant, type PolicyService } from './policy.service';
import type { PolicyTurns } from './policy-turns';

/** Makes and changes policies. */
export class PolicyChangesService {
  constructor(
    private readonly changes: PolicyTurns,
    private readonly policies: PolicyService,
    private readonly impacts: PolicyImpactService,
  ) {}

  create(context: RequestContext, input: NewPolicyInput): Promise<Made<Policy>> {
    return makeOrDraft(this.changes, context, {
      operation: 'newPolicy',
      input,
      plan: (planning) => this.planNew(planning, input),
    });
  }

  set(context: RequestContext, input: SetPolicyInput): Promise<ChangeOutcome> {
    return this.changes.make(context, {
      operation: 'setPolicy',
      input,
      plan: async (planning) => {
        const policy = ofTenant(await this.policies.targetOrGlobal(planning, input), input.tenant, 'input.');
        return planOfOne(await this.planSetting(planning, [policy], input));
      },
    });
  }

  setMany(context: RequestContext, input: SetPoliciesInput): Promise<ChangeOutcome> {
    checkSelection(input, ['where', 'filter']);
    return this.changes.make(context, {
      operation: 'setPolicies',
      input,
      plan: async (planning) => this.planSetting(planning, await this.policies.selected(planning, input), input),
    });
  }

  private async planNew(planning: Planning, input: NewPolicyInput): Promise<DraftedPlan<Policy>> {
    const columns = {
      ...givenDescription(input),
      ...givenFields(input, ['enablePersistentChat']),
      tenantId: input.tenant?.toLowerCase() ?? null,
    };
    const plan = await this.policies.planNew(planning, input.identity, columns);
    return { ...plan, ...(await this.impactOf(planning, [plan.draft])) };
  }

  private async planSetting(
    planning: Planning,
    policies: readonly Policy[],
    input: SetPolicyInput | SetPoliciesInput,
  ): Promise<Plan> {
    const columns = { ...givenDescription(input), ...givenFields(input, ['enablePersistentChat']) };
    const plan = this.policies.planSetAll(planning, policies, columns);
    const after = policies.map((policy) => ({ ...policy, ...columns }));
    const switched = after.filter((each, i) => each.enablePersistentChat !== policies[i]!.enablePersistentChat);
    return { ...plan, ...(switched.length > 0 && (await this.impactOf(planning, switched))) };
  }

  /** What becomes of users where policies are as these are. */
  private async impactOf(
    planning: Planning,
    policies: Parameters<PolicyImpactService['becoming']>[1],
  ): Promise<PlannedImpact> {
    return this.impacts.of(planning, await this.impacts.becoming(planning, policies));
  }
}
