import { Args, Authorized, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { type Connection, connectionComplexity } from '../../graphql/connection';
import { RequestContext } from '../../graphql/context';
import { Role } from '../../security/access-token.entity';
import { Category } from '../category/category.entity';
import { Pool } from '../topology/pool.entity';
import { type AccessFinding, AccessFindingConnection } from './access-finding';
import { AccessFindingsArgs } from './access-findings.args';
import type { AccessReviewService } from './access-review.service';
import { AccessReviewView } from './access-review.view';

/** All entries of a pool are looked through, which takes a second or two for the largest. */
const COST = 2_000;
const complexity = ({ childComplexity }: { childComplexity: number }) => COST + childComplexity;

@Resolver(() => Pool)
export class PoolAccessReviewResolver {
  constructor(private readonly service: AccessReviewService) {}

  @Authorized(Role.ADMINISTRATOR, Role.VIEWER)
  @FieldResolver(() => AccessReviewView, {
    nullable: true,
    description:
      'What there is to tidy up in the access lists of all its categories and rooms; null only beside an error.',
    complexity,
  })
  async accessReview(@Ctx() context: RequestContext, @Root() { id }: Pool): Promise<AccessReviewView> {
    return new AccessReviewView(await this.service.review(context, { poolId: id }));
  }
}

@Resolver(() => Category)
export class CategoryAccessReviewResolver {
  constructor(private readonly service: AccessReviewService) {}

  @Authorized(Role.ADMINISTRATOR, Role.VIEWER)
  @FieldResolver(() => AccessReviewView, {
    nullable: true,
    description: 'What there is to tidy up in its access lists and those of its rooms; null only beside an error.',
    complexity,
  })
  async accessReview(@Ctx() context: RequestContext, @Root() { id }: Category): Promise<AccessReviewView> {
    return new AccessReviewView(await this.service.review(context, { categoryId: id }));
  }
}

@Resolver(() => AccessReviewView)
export class AccessReviewResolver {
  constructor(private readonly service: AccessReviewService) {}

  @FieldResolver(() => AccessFindingConnection, {
    description:
      'What was found: first of categories, then of rooms, each by their ids, then by list and entry. An entry may have several findings.',
    complexity: connectionComplexity,
  })
  findings(
    @Ctx() context: RequestContext,
    @Root() { review }: AccessReviewView,
    @Args(() => AccessFindingsArgs) args: AccessFindingsArgs,
  ): Connection<AccessFinding> {
    return this.service.findings(context, review, args);
  }
}
