import { type ClassType, Field, InputType } from 'type-graphql';

import { BulkInput } from '../../changes/bulk/bulk.inputs';
import { type ChangeInput, IdentityInput, TargetInput } from '../../changes/change.inputs';
import { InMemoryInput } from '../../changes/in-memory';
import { Parameter } from '../../graphql/cmdlet';
import { TimeSpanScalar } from '../../graphql/time-span.scalar';
import { ComplianceConfigurationFilter } from './compliance-configuration.filter';
import type { ComplianceSettings } from './compliance-settings';

const FORCE = 'Taken as the cmdlet takes it: nothing that could be forced stands in the way.';

/** Declares the fields of {@link ComplianceSettings} beside those of another input. */
function withComplianceSettings<T extends ClassType<ChangeInput>>(base: T) {
  @InputType()
  abstract class ComplianceSettingsInput extends base implements ComplianceSettings {
    @Parameter('AdapterType')
    @Field(() => String, {
      nullable: true,
      description:
        'What records, as `TYPE,ASSEMBLY`; null, the default, for nothing. The built-in adapter is `Microsoft.Rtc.Internal.Chat.Server.Compliance.XmlAdapter,compliance`.',
    })
    adapterType?: string | null;

    @Parameter('AdapterName')
    @Field(() => String, { nullable: true, description: 'The name of the adapter, at most 256 characters, or null.' })
    adapterName?: string | null;

    @Parameter('AdapterOutputDirectory')
    @Field(() => String, {
      nullable: true,
      description:
        'The folder that the adapter writes to, by an absolute path of Windows or POSIX, or null. No other configuration may have it, and it must be where the gateway is configured to allow it.',
    })
    adapterOutputDirectory?: string | null;

    @Parameter('OneChatRoomPerOutputFile')
    @Field({ nullable: true, description: 'Whether each room has output files of its own; by default not.' })
    oneChatRoomPerOutputFile?: boolean;

    @Parameter('AddChatRoomDetails')
    @Field({ nullable: true, description: 'Whether records tell about the room; by default not.' })
    addChatRoomDetails?: boolean;

    @Parameter('AddUserDetails')
    @Field({ nullable: true, description: 'Whether records tell about the user; by default not.' })
    addUserDetails?: boolean;

    @Parameter('CreateFileAttachmentsManifest')
    @Field({
      nullable: true,
      description:
        'Whether there is a list of the files (`.ATTACH`) beside what is recorded of their transfer; by default not.',
    })
    createFileAttachmentsManifest?: boolean;

    @Parameter('CustomConfiguration')
    @Field(() => String, {
      nullable: true,
      description:
        'The XSLT 1.0 document that the output of the adapter goes through, at most 262,144 characters, or null.',
    })
    customConfiguration?: string | null;

    @Parameter('RunInterval')
    @Field(() => TimeSpanScalar, {
      nullable: true,
      description: 'How long the adapter waits between two runs: 00:01:00 to 30.00:00:00; by default 00:15:00.',
    })
    runInterval?: number;

    @Parameter('Force')
    @Field(() => Boolean, { nullable: true, description: FORCE })
    force?: boolean | null;
  }
  return ComplianceSettingsInput;
}

@InputType({
  description: 'A compliance configuration to make, for a site or a pool; what is left out has its default.',
})
export class NewComplianceConfigurationInput extends withComplianceSettings(InMemoryInput) {
  @Parameter('Identity')
  @Field({ description: '`site:NAME` or `service:PersistentChatServer:FQDN`.' })
  identity: string;
}

@InputType({ description: 'A change of a compliance configuration; what is left out stays.' })
export class SetComplianceConfigurationInput extends withComplianceSettings(TargetInput) {
  @Parameter('Identity')
  @Field(() => String, {
    nullable: true,
    description: 'The identity of the configuration; the global one where neither this nor `id` is given.',
  })
  declare identity?: string | null;
}

@InputType({ description: 'A compliance configuration to remove; the global one is reset instead.' })
export class RemoveComplianceConfigurationInput extends IdentityInput {
  @Parameter('Force')
  @Field(() => Boolean, { nullable: true, description: FORCE })
  force?: boolean | null;
}

@InputType()
class ComplianceConfigurationsInput extends BulkInput {
  @Field(() => ComplianceConfigurationFilter, {
    nullable: true,
    description: 'Which configurations; an empty filter takes all.',
  })
  where?: ComplianceConfigurationFilter | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only configurations whose identity is like this, as in `complianceConfigurations`.',
  })
  filter?: string | null;
}

@InputType({ description: 'A change of many compliance configurations, the same of each; what is left out stays.' })
export class SetComplianceConfigurationsInput extends withComplianceSettings(ComplianceConfigurationsInput) {}

@InputType({
  description: 'Compliance configurations to remove; the global one, if it is among them, is reset instead.',
})
export class RemoveComplianceConfigurationsInput extends ComplianceConfigurationsInput {
  @Parameter('Force')
  @Field(() => Boolean, { nullable: true, description: FORCE })
  force?: boolean | null;
}
