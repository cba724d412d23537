import { Field, InterfaceType, Int } from 'type-graphql';

import { BulkPayload } from '../../changes/bulk/bulk-payload';
import { AccessImpactView } from './access-impact.view';

@InterfaceType({
  description: 'What a mutation of many things answers that may change who enters which rooms.',
  implements: BulkPayload,
  resolveType: (value: object) => value.constructor.name,
})
export abstract class AccessBulkPayload extends BulkPayload {
  @Field(() => AccessImpactView, {
    nullable: true,
    description: 'The users who gain and lose entry to rooms; null where the change has nothing to do with entry.',
  })
  get impact(): AccessImpactView | null {
    return this.outcome.impact && new AccessImpactView(this.outcome.impact);
  }

  @Field(() => Int, { description: 'How many users are invited to rooms by it; the audit entries list them.' })
  get invitedCount(): number {
    return this.outcome.invitedCount;
  }
}
