import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { RequestContext } from '../../graphql/context';
import { Site } from '../topology/site.entity';
import { Policy } from './policy.entity';
import { policyBySiteId } from './policy.loaders';

@Resolver(() => Site)
export class SitePolicyResolver {
  @FieldResolver(() => Policy, { nullable: true, description: 'The policy of the site; null where it has none.' })
  policy(@Ctx() context: RequestContext, @Root() { id }: Site): Promise<Policy | null> {
    return context.the(policyBySiteId).load(id);
  }
}
