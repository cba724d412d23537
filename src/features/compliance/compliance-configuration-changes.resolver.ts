import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';

import { Cmdlet } from '../../graphql/cmdlet';
import { RequestContext } from '../../graphql/context';
import { Role } from '../../security/access-token.entity';
import type { ComplianceConfigurationChangesService } from './compliance-configuration-changes.service';
import {
  NewComplianceConfigurationInput,
  RemoveComplianceConfigurationInput,
  RemoveComplianceConfigurationsInput,
  SetComplianceConfigurationInput,
  SetComplianceConfigurationsInput,
} from './compliance-configuration.inputs';
import {
  NewComplianceConfigurationPayload,
  RemoveComplianceConfigurationPayload,
  RemoveComplianceConfigurationsPayload,
  SetComplianceConfigurationPayload,
  SetComplianceConfigurationsPayload,
} from './compliance-configuration.payloads';

@Resolver()
export class ComplianceConfigurationChangesResolver {
  constructor(private readonly changes: ComplianceConfigurationChangesService) {}

  @Authorized(Role.ADMINISTRATOR)
  @Cmdlet('New-CsPersistentChatComplianceConfiguration')
  @Mutation(() => NewComplianceConfigurationPayload, {
    nullable: true,
    description: 'Makes a compliance configuration for a site or a pool; null only beside an error.',
  })
  async newComplianceConfiguration(
    @Ctx() context: RequestContext,
    @Arg('input', { description: 'The configuration.' }) input: NewComplianceConfigurationInput,
  ): Promise<NewComplianceConfigurationPayload> {
    return new NewComplianceConfigurationPayload(await this.changes.create(context, input));
  }

  @Authorized(Role.ADMINISTRATOR)
  @Cmdlet('Set-CsPersistentChatComplianceConfiguration')
  @Mutation(() => SetComplianceConfigurationPayload, {
    nullable: true,
    description: 'Changes a compliance configuration, the global one where none is named; null only beside an error.',
  })
  async setComplianceConfiguration(
    @Ctx() context: RequestContext,
    @Arg('input', { description: 'The change.' }) input: SetComplianceConfigurationInput,
  ): Promise<SetComplianceConfigurationPayload> {
    return new SetComplianceConfigurationPayload(await this.changes.set(context, input));
  }

  @Authorized(Role.ADMINISTRATOR)
  @Cmdlet('Set-CsPersistentChatComplianceConfiguration')
  @Mutation(() => SetComplianceConfigurationsPayload, {
    nullable: true,
    description: 'Changes many compliance configurations; null only beside an error.',
  })
  async setComplianceConfigurations(
    @Ctx() context: RequestContext,
    @Arg('input', { description: 'The change.' }) input: SetComplianceConfigurationsInput,
  ): Promise<SetComplianceConfigurationsPayload> {
    return new SetComplianceConfigurationsPayload(await this.changes.setMany(context, input));
  }

  @Authorized(Role.ADMINISTRATOR)
  @Cmdlet('Remove-CsPersistentChatComplianceConfiguration')
  @Mutation(() => RemoveComplianceConfigurationPayload, {
    nullable: true,
    description: 'Removes a compliance configuration, or resets the global one; null only beside an error.',
  })
  async removeComplianceConfiguration(
    @Ctx() context: RequestContext,
    @Arg('input', { description: 'The configuration.' }) input: RemoveComplianceConfigurationInput,
  ): Promise<RemoveComplianceConfigurationPayload> {
    return new RemoveComplianceConfigurationPayload(await this.changes.remove(context, input));
  }

  @Authorized(Role.ADMINISTRATOR)
  @Cmdlet('Remove-CsPersistentChatComplianceConfiguration')
  @Mutation(() => RemoveComplianceConfigurationsPayload, {
    nullable: true,
    description:
      'Removes many compliance configurations, and resets the global one if it is among them; null only beside an error.',
  })
  async removeComplianceConfigurations(
    @Ctx() context: RequestContext,
    @Arg('input', { description: 'The configurations.' }) input: RemoveComplianceConfigurationsInput,
  ): Promise<RemoveComplianceConfigurationsPayload> {
    return new RemoveComplianceConfigurationsPayload(await this.changes.removeMany(context, input));
  }
}
