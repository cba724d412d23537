import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Authorized, Ctx, Info, Mutation, Resolver } from 'type-graphql';

import type { ChangeService } from '../../changes/change.service';
import { RequestContext } from '../../graphql/context';
import { selects } from '../../graphql/selected-fields';
import { Role } from '../../security/access-token.entity';
import { RemoveAccessEntriesInput } from './remove-access-entries.inputs';
import { RemoveAccessEntriesPayload } from './remove-access-entries.payload';
import type { RemoveAccessEntriesPlanner } from './remove-access-entries.plan';

@Resolver()
export class RemoveAccessEntriesResolver {
  constructor(
    private readonly changes: ChangeService,
    private readonly planner: RemoveAccessEntriesPlanner,
  ) {}

  @Authorized(Role.ADMINISTRATOR)
  @Mutation(() => RemoveAccessEntriesPayload, {
    nullable: true,
    description:
      'Takes the entries off their lists that a review of a pool or category finds, each category and room by the rules of its own change. Without `force` nobody gains or loses access by it at present; what comes back to the directory, or behind a wall, is not listed any more then; null only beside an error.',
  })
  async removeAccessEntries(
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', { description: 'Which entries.' }) input: RemoveAccessEntriesInput,
  ): Promise<RemoveAccessEntriesPayload> {
    const outcome = await this.changes.make(context, {
      operation: 'removeAccessEntries',
      input,
      showsImpact: selects(info, 'impact'),
      plan: (planning) => this.planner.plan(planning, input),
    });
    return new RemoveAccessEntriesPayload(outcome);
  }
}
