import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';

import { RequestContext } from '../../graphql/context';
import { AccessExplanation } from './access-explanation';
import { messageOf } from './access-message';
import type { AccessExplanationService } from './access-explanation.service';
import { ExplainAccessArgs } from './explain-access.args';

@Resolver(() => AccessExplanation)
export class AccessExplanationResolver {
  constructor(private readonly service: AccessExplanationService) {}

  @Query(() => AccessExplanation, {
    nullable: true,
    description:
      'Whether a principal may do something in a room, and why. Users ask about themselves in the rooms that they find, and about others in rooms that they manage or in whose category they are creators; null only beside an error.',
  })
  explainAccess(
    @Ctx() context: RequestContext,
    @Args(() => ExplainAccessArgs) args: ExplainAccessArgs,
  ): Promise<AccessExplanation> {
    return this.service.explain(context, args);
  }

  @FieldResolver(() => String, {
    description: 'What decided, in a sentence for people; where the answer is no, that says what it would take.',
  })
  message(@Ctx() context: RequestContext, @Root() { deciding }: AccessExplanation): Promise<string> {
    return messageOf(context, deciding);
  }
}
