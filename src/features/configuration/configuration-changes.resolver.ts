import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';

import { Cmdlet } from '../../graphql/cmdlet';
import { RequestContext } from '../../graphql/context';
import { Role } from '../../security/access-token.entity';
import type { ConfigurationChangesService } from './configuration-changes.service';
import {
  NewConfigurationInput,
  RemoveConfigurationInput,
  RemoveConfigurationsInput,
  SetConfigurationInput,
  SetConfigurationsInput,
} from './configuration.inputs';
import {
  NewConfigurationPayload,
  RemoveConfigurationPayload,
  RemoveConfigurationsPayload,
  SetConfigurationPayload,
  SetConfigurationsPayload,
} from './configuration.payloads';

@Resolver()
export class ConfigurationChangesResolver {
  constructor(private readonly changes: ConfigurationChangesService) {}

  @Authorized(Role.ADMINISTRATOR)
  @Cmdlet('New-CsPersistentChatConfiguration')
  @Mutation(() => NewConfigurationPayload, {
    nullable: true,
    description: 'Makes a configuration for a site or a pool; null only beside an error.',
  })
  async newConfiguration(
    @Ctx() context: RequestContext,
    @Arg('input', { description: 'The configuration.' }) input: NewConfigurationInput,
  ): Promise<NewConfigurationPayload> {
    return new NewConfigurationPayload(await this.changes.create(context, input));
  }

  @Authorized(Role.ADMINISTRATOR)
  @Cmdlet('Set-CsPersistentChatConfiguration')
  @Mutation(() => SetConfigurationPayload, {
    nullable: true,
    description: 'Changes a configuration, the global one where none is named; null only beside an error.',
  })
  async setConfiguration(
    @Ctx() context: RequestContext,
    @Arg('input', { description: 'The change.' }) input: SetConfigurationInput,
  ): Promise<SetConfigurationPayload> {
    return new SetConfigurationPayload(await this.changes.set(context, input));
  }

  @Authorized(Role.ADMINISTRATOR)
  @Cmdlet('Set-CsPersistentChatConfiguration')
  @Mutation(() => SetConfigurationsPayload, {
    nullable: true,
    description: 'Changes many configurations; null only beside an error.',
  })
  async setConfigurations(
    @Ctx() context: RequestContext,
    @Arg('input', { description: 'The change.' }) input: SetConfigurationsInput,
  ): Promise<SetConfigurationsPayload> {
    return new SetConfigurationsPayload(await this.changes.setMany(context, input));
  }

  @Authorized(Role.ADMINISTRATOR)
  @Cmdlet('Remove-CsPersistentChatConfiguration')
  @Mutation(() => RemoveConfigurationPayload, {
    nullable: true,
    description: 'Removes a configuration, or resets the global one; null only beside an error.',
  })
  async removeConfiguration(
    @Ctx() context: RequestContext,
    @Arg('input', { description: 'The configuration.' }) input: RemoveConfigurationInput,
  ): Promise<RemoveConfigurationPayload> {
    return new RemoveConfigurationPayload(await this.changes.remove(context, input));
  }

  @Authorized(Role.ADMINISTRATOR)
  @Cmdlet('Remove-CsPersistentChatConfiguration')
  @Mutation(() => RemoveConfigurationsPayload, {
    nullable: true,
    description:
      'Removes many configurations, and resets the global one if it is among them; null only beside an error.',
  })
  async removeConfigurations(
    @Ctx() context: RequestContext,
    @Arg('input', { description: 'The configurations.' }) input: RemoveConfigurationsInput,
  ): Promise<RemoveConfigurationsPayload> {
    return new RemoveConfigurationsPayload(await this.changes.removeMany(context, input));
  }
}
