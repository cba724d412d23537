import { Field, ObjectType } from 'type-graphql';

import { EffectiveBoolean, EffectiveString, EffectiveTimeSpan, type EffectiveValue } from '../scope/effective-value';
import { Scope } from '../scope/scope';
import { ComplianceConfiguration } from './compliance-configuration.entity';

@ObjectType({
  description: 'How a pool is recorded: by the whole of the narrowest compliance configuration that there is for it.',
})
export class EffectiveComplianceConfiguration {
  constructor(configuration: ComplianceConfiguration) {
    this.complianceConfiguration = configuration;
  }

  @Field({ description: 'The compliance configuration that all the values are from.' })
  readonly complianceConfiguration: ComplianceConfiguration;

  @Field(() => Scope, { description: 'For which scope that is set.' })
  get source(): Scope {
    return this.complianceConfiguration.scope;
  }

  @Field(() => EffectiveString, { description: 'What records; null where nothing is recorded.' })
  get adapterType(): EffectiveValue<string | null> {
    return this.valued('adapterType');
  }

  @Field(() => EffectiveString, { description: 'The name of the adapter.' })
  get adapterName(): EffectiveValue<string | null> {
    return this.valued('adapterName');
  }

  @Field(() => EffectiveString, { description: 'The folder that the adapter writes to.' })
  get adapterOutputDirectory(): EffectiveValue<string | null> {
    return this.valued('adapterOutputDirectory');
  }

  @Field(() => EffectiveBoolean, { description: 'Whether each room has output files of its own.' })
  get oneChatRoomPerOutputFile(): EffectiveValue<boolean> {
    return this.valued('oneChatRoomPerOutputFile');
  }

  @Field(() => EffectiveBoolean, { description: 'Whether records tell about the room.' })
  get addChatRoomDetails(): EffectiveValue<boolean> {
    return this.valued('addChatRoomDetails');
  }

  @Field(() => EffectiveBoolean, { description: 'Whether records tell about the user.' })
  get addUserDetails(): EffectiveValue<boolean> {
    return this.valued('addUserDetails');
  }

  @Field(() => EffectiveBoolean, { description: 'Whether there is a list of the files.' })
  get createFileAttachmentsManifest(): EffectiveValue<boolean> {
    return this.valued('createFileAttachmentsManifest');
  }

  @Field(() => EffectiveString, { description: 'The XSLT document that the output of the adapter goes through.' })
  get customConfiguration(): EffectiveValue<string | null> {
    return this.valued('customConfiguration');
  }

  @Field(() => EffectiveTimeSpan, { description: 'How long the adapter waits between two runs.' })
  get runInterval(): EffectiveValue<number> {
    return this.valued('runInterval');
  }

  private valued<K extends keyof ComplianceConfiguration>(field: K): EffectiveValue<ComplianceConfiguration[K]> {
    return { value: this.complianceConfiguration[field], source: this.source };
  }
}
