import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';

import { Cmdlet } from '../../../graphql/cmdlet';
import { RequestContext } from '../../../graphql/context';
import { Role } from '../../../security/access-token.entity';
import type { PoolChangesService } from './pool-changes.service';
import {
  SetActiveServersInput,
  SetActiveServersOfPoolsInput,
  SetPoolStateInput,
  SetPoolStatesInput,
} from './pool.inputs';
import {
  SetActiveServersOfPoolsPayload,
  SetActiveServersPayload,
  SetPoolStatePayload,
  SetPoolStatesPayload,
} from './pool.payloads';

@Resolver()
export class PoolChangesResolver {
  constructor(private readonly changes: PoolChangesService) {}

  @Authorized(Role.ADMINISTRATOR)
  @Cmdlet('Set-CsPersistentChatState')
  @Mutation(() => SetPoolStatePayload, {
    nullable: true,
    description: 'Fails a pool and its servers over to the backup database, or back; null only beside an error.',
  })
  async setPoolState(
    @Ctx() context: RequestContext,
    @Arg('input', { description: 'The state.' }) input: SetPoolStateInput,
  ): Promise<SetPoolStatePayload> {
    return new SetPoolStatePayload(await this.changes.setState(context, input));
  }

  @Authorized(Role.ADMINISTRATOR)
  @Cmdlet('Set-CsPersistentChatState')
  @Mutation(() => SetPoolStatesPayload, {
    nullable: true,
    description: 'Sets the state of all pools that the input takes, and of their servers; null only beside an error.',
  })
  async setPoolStates(
    @Ctx() context: RequestContext,
    @Arg('input', { description: 'Which pools, and the state.' }) input: SetPoolStatesInput,
  ): Promise<SetPoolStatesPayload> {
    return new SetPoolStatesPayload(await this.changes.setStates(context, input));
  }

  @Authorized(Role.ADMINISTRATOR)
  @Cmdlet('Set-CsPersistentChatActiveServer')
  @Mutation(() => SetActiveServersPayload, {
    nullable: true,
    description:
      'Says which servers of a pool accept new client connections; those made before go on; null only beside an error.',
  })
  async setActiveServers(
    @Ctx() context: RequestContext,
    @Arg('input', { description: 'The servers.' }) input: SetActiveServersInput,
  ): Promise<SetActiveServersPayload> {
    return new SetActiveServersPayload(await this.changes.setActiveServers(context, input));
  }

  @Authorized(Role.ADMINISTRATOR)
  @Cmdlet('Set-CsPersistentChatActiveServer')
  @Mutation(() => SetActiveServersOfPoolsPayload, {
    nullable: true,
    description:
      'Says in the same way for all pools that the input takes which of their servers accept new client connections; null only beside an error.',
  })
  async setActiveServersOfPools(
    @Ctx() context: RequestContext,
    @Arg('input', { description: 'Which pools, and the servers.' }) input: SetActiveServersOfPoolsInput,
  ): Promise<SetActiveServersOfPoolsPayload> {
    return new SetActiveServersOfPoolsPayload(await this.changes.setActiveServersOfPools(context, input));
  }
}
