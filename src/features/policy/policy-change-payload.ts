import { Field, InterfaceType } from 'type-graphql';

import { BulkPayload } from '../../changes/bulk/bulk-payload';
import { ChangePayload } from '../../changes/change-payload';
import { PolicyImpactView } from './policy-impact.view';

const IMPACT = 'The users who gain and lose Persistent Chat; null where the change has nothing to do with that.';

@InterfaceType({
  description: 'What a mutation answers that may change who has Persistent Chat.',
  implements: ChangePayload,
  resolveType: (value: object) => value.constructor.name,
})
export abstract class PolicyChangePayload extends ChangePayload {
  @Field(() => PolicyImpactView, { nullable: true, description: IMPACT })
  get impact(): PolicyImpactView | null {
    return this.outcome.policyImpact && new PolicyImpactView(this.outcome.policyImpact);
  }
}

@InterfaceType({
  description: 'What a mutation of many things answers that may change who has Persistent Chat.',
  implements: BulkPayload,
  resolveType: (value: object) => value.constructor.name,
})
export abstract class PolicyBulkPayload extends BulkPayload {
  @Field(() => PolicyImpactView, { nullable: true, description: IMPACT })
  get impact(): PolicyImpactView | null {
    return this.outcome.policyImpact && new PolicyImpactView(this.outcome.policyImpact);
  }
}
