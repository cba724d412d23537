import { Field, ObjectType } from 'type-graphql';

import { AccessBulkPayload } from '../impact/access-bulk-payload';
import { PolicyImpactView } from '../policy/policy-impact.view';

@ObjectType({ implements: AccessBulkPayload, description: 'What `revert` did.' })
export class RevertPayload extends AccessBulkPayload {
  @Field(() => PolicyImpactView, {
    nullable: true,
    description: 'The users who gain and lose Persistent Chat; null where it has nothing to do with that.',
  })
  get policyImpact(): PolicyImpactView | null {
    return this.outcome.policyImpact && new PolicyImpactView(this.outcome.policyImpact);
  }
}
