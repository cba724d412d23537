import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';

import { RequestContext } from '../../../graphql/context';
import { Role } from '../../../security/access-token.entity';
import { ApplyTopologyInput } from './apply-topology.inputs';
import { ApplyTopologyPayload } from './apply-topology.payload';
import type { ApplyTopologyService } from './apply-topology.service';

@Resolver()
export class ApplyTopologyResolver {
  constructor(private readonly service: ApplyTopologyService) {}

  @Authorized(Role.ADMINISTRATOR)
  @Mutation(() => ApplyTopologyPayload, {
    nullable: true,
    description:
      'Reads the topology document that the configuration names, and makes the topology what it says; what holds something is not removed. ' +
      'Takes the role ADMINISTRATOR; null only beside an error.',
  })
  async applyTopology(
    @Ctx() context: RequestContext,
    @Arg('input', { description: 'How to apply it.' }) input: ApplyTopologyInput,
  ): Promise<ApplyTopologyPayload> {
    return new ApplyTopologyPayload(await this.service.apply(context, input));
  }
}
