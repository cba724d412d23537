import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { Principal } from '../../directory/principal.entity';
import { principalById } from '../../directory/principal.loaders';
import { RequestContext } from '../../graphql/context';
import { AccessPathStep, ReachingEntry } from './access-explanation';

/** What a path is taken to have in it, for the cost of a query. */
const USUAL_LENGTH = 5;

@Resolver(() => ReachingEntry)
export class ReachingEntryResolver {
  @FieldResolver(() => Principal, { description: 'The principal that is listed.' })
  entry(@Ctx() context: RequestContext, @Root() { principalId }: ReachingEntry): Promise<Principal | null> {
    return context.the(principalById).load(principalId);
  }

  @FieldResolver(() => [AccessPathStep], {
    description:
      'One of the shortest ways by which it does: from the other, group by group or container by container, to the entry.',
    complexity: ({ childComplexity }) => USUAL_LENGTH * childComplexity,
  })
  path(@Root() { steps }: ReachingEntry): AccessPathStep[] {
    return steps.map((step) => Object.assign(new AccessPathStep(), step));
  }
}

@Resolver(() => AccessPathStep)
export class AccessPathStepResolver {
  @FieldResolver(() => Principal, { description: 'The principal there.' })
  principal(@Ctx() context: RequestContext, @Root() { principalId }: AccessPathStep): Promise<Principal | null> {
    return context.the(principalById).load(principalId);
  }
}
