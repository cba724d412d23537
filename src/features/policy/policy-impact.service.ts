import { In } from 'typeorm';

import type { Plan } from '../../changes/plan';
import type { Planning } from '../../changes/planning';
import type { EffectivePolicies } from '../../eligibility/effective-policies';
import type { EligibilityService } from '../../eligibility/eligibility.service';
import { PolicyImpact } from '../../eligibility/policy-impact';
import { Site } from '../topology/site.entity';
import type { Policy } from './policy.entity';

/** What a plan says of a change of policies. */
export type PlannedImpact = Required<Pick<Plan, 'policyImpact' | 'directory' | 'changesPolicies'>>;

/** What of a policy decides. */
type DecidedPolicy = Pick<Policy, 'id' | 'scope' | 'siteId' | 'enablePersistentChat'>;

/** Makes the policies after a change of those before it. */
export type PolicyChange = (before: EffectivePolicies) => EffectivePolicies;

/** Works out who gains and who loses Persistent Chat by a change of policies. */
export class PolicyImpactService {
  constructor(private readonly eligibility: EligibilityService) {}

  async of(planning: Planning, change: PolicyChange): Promise<PlannedImpact> {
    const index = await this.eligibility.within(planning.manager).index();
    return {
      policyImpact: new PolicyImpact(index, change(index.policies)),
      directory: index.version,
      changesPolicies: true,
    };
  }

  /** What there is after a change by which policies are as these. */
  async becoming({ manager }: Planning, policies: readonly DecidedPolicy[]): Promise<PolicyChange> {
    const ids = policies.flatMap(({ siteId }) => siteId ?? []);
    const sites = ids.length ? await manager.findBy(Site, { id: In(ids) }) : [];
    const siteKeys = new Map<number | null, string>(sites.map(({ id, nameKey }) => [id, nameKey]));
    return (before) =>
      policies.reduce(
        (after, { id, scope, siteId, enablePersistentChat: enables }) =>
          after.with({ id, scope, siteKey: siteKeys.get(siteId) ?? null, enables }),
        before,
      );
  }
}
