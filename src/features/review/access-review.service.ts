import DataLoader from 'dataloader';

import type { EligibilityService } from '../../eligibility/eligibility.service';
import { pathsBetween, type ReachingPair } from '../../eligibility/paths-between';
import type { AccessReview } from '../../eligibility/review/access-review';
import type { PathStep } from '../../eligibility/shortest-paths';
import type { Connection } from '../../graphql/connection';
import type { PerRequest, RequestContext } from '../../graphql/context';
import { ReachingEntry } from '../access/access-explanation';
import type { AccessFinding } from './access-finding';
import type { AccessFindingsArgs } from './access-findings.args';
import type { AccessReviews, ReviewedThing } from './access-reviews';
import type { FindingTests } from './finding-test';
import { findingConnection, MatchingFindings } from './matching-findings';

/** Tells what there is to tidy up in access lists. */
export class AccessReviewService {
  private readonly paths: PerRequest<DataLoader<ReachingPair, PathStep[], string>> = (context) =>
    new DataLoader<ReachingPair, PathStep[], string>(
      async (pairs) => pathsBetween(context.read, await this.eligibility.for(context).index(), pairs),
      { cacheKeyFn: ({ principalId, fromId }) => `${principalId} ${fromId}` },
    );

  constructor(
    private readonly eligibility: EligibilityService,
    private readonly reviews: AccessReviews,
    private readonly tests: FindingTests,
  ) {}

  review(context: RequestContext, thing: ReviewedThing): Promise<AccessReview> {
    return this.reviews.of(context.read, this.eligibility.for(context), thing);
  }

  findings(
    context: RequestContext,
    review: AccessReview,
    { where, ...args }: AccessFindingsArgs,
  ): Connection<AccessFinding> {
    return findingConnection(args, async () =>
      MatchingFindings.of(review, await this.tests.test(context, context.read, where, 'where')),
    );
  }

  /** The entry that covers or denies that of a finding, with its way there; null where none does. */
  async by(context: RequestContext, { principalId, byId }: AccessFinding): Promise<ReachingEntry | null> {
    if (principalId === null || byId === null) return null;
    const steps = await context.the(this.paths).load({ principalId, fromId: byId });
    return Object.assign(new ReachingEntry(), { principalId: byId, steps });
  }
}
