import { ObjectType } from 'type-graphql';

import type { StoredPolicyImpact } from '../../changes/stored-policy-impact';
import type { PolicyImpact } from '../../eligibility/policy-impact';

@ObjectType('PolicyImpact', {
  description:
    'Who gains and who loses Persistent Chat by a change of policies. Under `whatIf` all of them can be paged through, after a commit the first 500.',
})
export class PolicyImpactView {
  constructor(readonly impact: PolicyImpact | StoredPolicyImpact) {}
}
