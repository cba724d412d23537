import { Field, ObjectType } from 'type-graphql';

import { EffectiveInt, EffectiveUInt32, EffectiveUrl, type EffectiveValue } from '../scope/effective-value';
import { Scope } from '../scope/scope';
import { Configuration } from './configuration.entity';

@ObjectType({
  description: 'What counts for a pool: the whole of the narrowest configuration that there is for it.',
})
export class EffectiveConfiguration {
  constructor(configuration: Configuration) {
    this.configuration = configuration;
  }

  @Field({ description: 'The configuration that all the values are from.' })
  readonly configuration: Configuration;

  @Field(() => Scope, { description: 'For which scope that is set.' })
  get source(): Scope {
    return this.configuration.scope;
  }

  @Field(() => EffectiveInt, { description: 'How many messages are shown to who enters a room.' })
  get defaultChatHistory(): EffectiveValue<number> {
    return this.valued('defaultChatHistory');
  }

  @Field(() => EffectiveUInt32, { description: 'The size of the largest file that may be uploaded, in kilobytes.' })
  get maxFileSizeKB(): EffectiveValue<number> {
    return this.valued('maxFileSizeKB');
  }

  @Field(() => EffectiveUInt32, {
    description: 'With how many participants a room stops telling clients who comes and goes.',
  })
  get participantUpdateLimit(): EffectiveValue<number> {
    return this.valued('participantUpdateLimit');
  }

  @Field(() => EffectiveUrl, { description: 'The page on which clients manage rooms.' })
  get roomManagementUrl(): EffectiveValue<string | null> {
    return this.valued('roomManagementUrl');
  }

  private valued<K extends keyof Configuration>(field: K): EffectiveValue<Configuration[K]> {
    return { value: this.configuration[field], source: this.source };
  }
}
