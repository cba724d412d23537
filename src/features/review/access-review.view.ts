import { Field, Int, ObjectType } from 'type-graphql';

import type { AccessReview } from '../../eligibility/review/access-review';
import { AccessFindingKind } from '../../eligibility/review/list-finding';
import { listComplexity } from '../../graphql/connection';

/** The most that the published capacity model provides for in a pool. */
const MOST_ENTRIES = 2_000_000;

@ObjectType({ description: 'How many findings of a kind a review has.' })
export class AccessFindingCount {
  @Field(() => AccessFindingKind, { description: 'The kind.' })
  kind: AccessFindingKind;

  @Field(() => Int, { description: 'How many.' })
  count: number;
}

@ObjectType('AccessReview', {
  description:
    'What there is to tidy up in the access lists of a category and its rooms, or of all of a pool. Entries that have no effect now may have one again as the directory or a wall changes.',
})
export class AccessReviewView {
  constructor(readonly review: AccessReview) {}

  @Field(() => Int, { description: 'How many entries all the lists have together.' })
  get entryCount(): number {
    return this.review.entryCount;
  }

  @Field(() => Int, { description: 'How many entries a whole pool may have, by the published capacity model.' })
  get entryLimit(): number {
    return MOST_ENTRIES;
  }

  @Field(() => [AccessFindingCount], {
    description: 'How many findings there are of each kind, of those with none, too.',
    complexity: listComplexity,
  })
  get counts(): AccessFindingCount[] {
    return Array.from(this.review.counts, ([kind, count]) => ({ kind, count }));
  }
}
