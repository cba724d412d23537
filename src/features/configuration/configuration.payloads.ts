import { Field, ID, ObjectType } from 'type-graphql';

import { BulkPayload } from '../../changes/bulk/bulk-payload';
import { ChangePayload } from '../../changes/change-payload';
import type { ChangeOutcome } from '../../changes/outcome';
import { removedIdOf } from '../scope/removed-id';
import { Configuration } from './configuration.entity';

@ObjectType({ implements: ChangePayload, description: 'What `newConfiguration` did.' })
export class NewConfigurationPayload extends ChangePayload {
  @Field(() => Configuration, {
    nullable: true,
    description:
      'The configuration, under `inMemory` as it would be; null under `whatIf`, and where it was removed since (a retry).',
  })
  readonly configuration: Configuration | null;

  constructor(outcome: ChangeOutcome, configuration: Configuration | null) {
    super(outcome);
    this.configuration = configuration;
  }
}

@ObjectType({ implements: ChangePayload, description: 'What `setConfiguration` did.' })
export class SetConfigurationPayload extends ChangePayload {
  @Field(() => Configuration, {
    nullable: true,
    description: 'The configuration as it is now; null where it was removed since (a retry).',
  })
  readonly configuration: Configuration | null;

  constructor(outcome: ChangeOutcome, configuration: Configuration | null) {
    super(outcome);
    this.configuration = configuration;
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
