import type { Plan } from '../../changes/plan';
import type { Planning } from '../../changes/planning';
import type { EffectivePolicies } from '../../eligibility/effective-policies';
import type { EligibilityService } from '../../eligibility/eligibility.service';
import { PolicyImpact } from '../../eligibility/policy-impact';

/** What a plan says of a change of policies. */
export type PlannedImpact = Required<Pick<Plan, 'policyImpact' | 'directory' | 'changesPolicies'>>;

/** Works out who gains and who loses Persistent Chat by a change of policies. */
export class PolicyImpactService {
  constructor(private readonly eligibility: EligibilityService) {}

  /** @param change makes the policies after the change of those before it */
  async of(planning: Planning, change: (before: EffectivePolicies) => EffectivePolicies): Promise<PlannedImpact> {
    const index = await this.eligibility.within(planning.manager).index();
    return {
      policyImpact: new PolicyImpact(index, change(index.policies)),
      directory: index.version,
      changesPolicies: true,
    };
  }
}
