import { Ctx, Field, ID, ObjectType } from 'type-graphql';

import { BulkPayload } from '../../changes/bulk/bulk-payload';
import { ChangePayload } from '../../changes/change-payload';
import type { Made } from '../../changes/in-memory';
import { RequestContext } from '../../graphql/context';
import { removedIdOf } from '../scope/removed-id';
import { Configuration } from './configuration.entity';
import { configurationById } from './configuration.loaders';

@ObjectType({ implements: ChangePayload, description: 'What `newConfiguration` did.' })
export class NewConfigurationPayload extends ChangePayload {
  private readonly draft: Configuration | null;

  constructor({ outcome, draft }: Made<Configuration>) {
    super(outcome);
    this.draft = draft;
  }

  @Field(() => Configuration, {
    nullable: true,
    description:
      'The configuration, under `inMemory` as it would be; null under `whatIf`, and where it was removed since (a retry).',
  })
  async configuration(@Ctx() context: RequestContext): Promise<Configuration | null> {
    return this.draft ?? this.touched(context, configurationById);
  }
}

@ObjectType({ implements: ChangePayload, description: 'What `setConfiguration` did.' })
export class SetConfigurationPayload extends ChangePayload {
  @Field(() => Configuration, {
    nullable: true,
    description: 'The configuration as it is now; null where it was removed since (a retry).',
  })
  configuration(@Ctx() context: RequestContext): Promise<Configuration | null> {
    return this.touched(context, configurationById);
  }
}

@ObjectType({ implements: ChangePayload, description: 'What `removeConfiguration` did.' })
export class RemoveConfigurationPayload extends ChangePayload {
  @Field(() => ID, {
    nullable: true,
    description: 'The global id of the configuration that went; null for the global one, which is reset.',
  })
  get removedId(): string | null {
    return removedIdOf('Configuration', this.outcome);
  }
}

@ObjectType({ implements: BulkPayload, description: 'What `setConfigurations` did.' })
export class SetConfigurationsPayload extends BulkPayload {}

@ObjectType({ implements: BulkPayload, description: 'What `removeConfigurations` did.' })
export class RemoveConfigurationsPayload extends BulkPayload {}
