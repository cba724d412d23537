import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Authorized, Ctx, Info, Mutation, Resolver } from 'type-graphql';

import { RequestContext } from '../../graphql/context';
import { selects } from '../../graphql/selected-fields';
import { Role } from '../../security/access-token.entity';
import { RevertInput } from './revert.inputs';
import { RevertPayload } from './revert.payload';
import type { RevertService } from './revert.service';

@Resolver()
export class RevertResolver {
  constructor(private readonly service: RevertService) {}

  @Authorized(Role.ADMINISTRATOR)
  @Mutation(() => RevertPayload, {
    nullable: true,
    description:
      'Undoes a change: sets things back, makes removed ones again by the ids that they had, and removes those that were made. It can be undone in turn; null only beside an error.',
  })
  async revert(
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', { description: 'What to undo.' }) input: RevertInput,
  ): Promise<RevertPayload> {
    return new RevertPayload(await this.service.revert(context, input, selects(info, 'impact')));
  }
}
