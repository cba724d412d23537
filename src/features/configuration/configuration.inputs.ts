import { type ClassType, Field, InputType, Int } from 'type-graphql';

import { BulkInput } from '../../changes/bulk/bulk.inputs';
import { type ChangeInput, IdentityInput, TargetInput } from '../../changes/change.inputs';
import { InMemoryInput } from '../../changes/in-memory';
import { Parameter } from '../../graphql/cmdlet';
import { UInt32Scalar, UrlScalar } from '../../graphql/scalars';
import { ConfigurationFilter } from './configuration.filter';
import type { ConfigurationSettings } from './configuration-settings';

const FORCE = 'Taken as the cmdlet takes it: nothing that could be forced stands in the way.';

/** Declares the fields of {@link ConfigurationSettings} beside those of another input. */
function withConfigurationSettings<T extends ClassType<ChangeInput>>(base: T) {
  @InputType()
  abstract class ConfigurationSettingsInput extends base implements ConfigurationSettings {
    @Parameter('DefaultChatHistory')
    @Field(() => Int, {
      nullable: true,
      description: 'How many messages are shown to who enters a room: 1 to 500; by default 30.',
    })
    defaultChatHistory?: number;

    @Parameter('MaxFileSizeKB')
    @Field(() => UInt32Scalar, {
      nullable: true,
      description: 'The size of the largest file that may be uploaded, in kilobytes; by default 20,000.',
    })
    maxFileSizeKB?: number;

    @Parameter('ParticipantUpdateLimit')
    @Field(() => UInt32Scalar, {
      nullable: true,
      description: 'With how many participants a room stops telling clients who comes and goes; by default 75.',
    })
    participantUpdateLimit?: number;

    @Parameter('RoomManagementUrl')
    @Field(() => UrlScalar, {
      nullable: true,
      description:
        'The page on which clients manage rooms, `http` or `https`; null, the default, for none of their own.',
    })
    roomManagementUrl?: string | null;

    @Parameter('Force')
    @Field(() => Boolean, { nullable: true, description: FORCE })
    force?: boolean | null;
  }
  return ConfigurationSettingsInput;
}

@InputType({ description: 'A configuration to make, for a site or a pool; what is left out has its default.' })
export class NewConfigurationInput extends withConfigurationSettings(InMemoryInput) {
  @Parameter('Identity')
  @Field({ description: '`site:NAME` or `service:PersistentChatServer:FQDN`.' })
  identity: string;
}

@InputType({ description: 'A change of a configuration; what is left out stays.' })
export class SetConfigurationInput extends withConfigurationSettings(TargetInput) {
  @Parameter('Identity')
  @Field(() => String, {
    nullable: true,
    description: 'The identity of the configuration; the global one where neither this nor `id` is given.',
  })
  declare identity?: string | null;
}

@InputType({ description: 'A configuration to remove; the global one is reset instead.' })
export class RemoveConfigurationInput extends IdentityInput {
  @Parameter('Force')
  @Field(() => Boolean, { nullable: true, description: FORCE })
  force?: boolean | null;
}

@InputType()
class ConfigurationsInput extends BulkInput {
  @Field(() => ConfigurationFilter, {
    nullable: true,
    description: 'Which configurations; an empty filter takes all.',
  })
  where?: ConfigurationFilter | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only configurations whose identity is like this, as in `configurations`.',
  })
  filter?: string | null;
}

@InputType({ description: 'A change of many configurations, the same of each; what is left out stays.' })
export class SetConfigurationsInput extends withConfigurationSettings(ConfigurationsInput) {}

@InputType({ description: 'Configurations to remove; the global one, if it is among them, is reset instead.' })
export class RemoveConfigurationsInput extends ConfigurationsInput {
  @Parameter('Force')
  @Field(() => Boolean, { nullable: true, description: FORCE })
  force?: boolean | null;
}
