import { Field, ID, ObjectType } from 'type-graphql';

import { BulkPayload } from '../../changes/bulk/bulk-payload';
import { ChangePayload } from '../../changes/change-payload';
import type { ChangeOutcome } from '../../changes/outcome';
import { removedIdOf } from '../scope/removed-id';
import { ComplianceConfiguration } from './compliance-configuration.entity';

@ObjectType({ implements: ChangePayload, description: 'What `newComplianceConfiguration` did.' })
export class NewComplianceConfigurationPayload extends ChangePayload {
  @Field(() => ComplianceConfiguration, {
    nullable: true,
    description:
      'The configuration, under `inMemory` as it would be; null under `whatIf`, and where it was removed since (a retry).',
  })
  readonly complianceConfiguration: ComplianceConfiguration | null;

  constructor(outcome: ChangeOutcome, configuration: ComplianceConfiguration | null) {
    super(outcome);
    this.complianceConfiguration = configuration;
  }
}

@ObjectType({ implements: ChangePayload, description: 'What `setComplianceConfiguration` did.' })
export class SetComplianceConfigurationPayload extends ChangePayload {
  @Field(() => ComplianceConfiguration, {
    nullable: true,
    description: 'The configuration as it is now; null where it was removed since (a retry).',
  })
  readonly complianceConfiguration: ComplianceConfiguration | null;

  constructor(outcome: ChangeOutcome, configuration: ComplianceConfiguration | null) {
    super(outcome);
    this.complianceConfiguration = configuration;
  }
}

@ObjectType({ implements: ChangePayload, description: 'What `removeComplianceConfiguration` did.' })
export class RemoveComplianceConfigurationPayload extends ChangePayload {
  @Field(() => ID, {
    nullable: true,
    description: 'The global id of the configuration that went; null for the global one, which is reset.',
  })
  get removedId(): string | null {
    return removedIdOf('ComplianceConfiguration', this.outcome);
  }
}

@ObjectType({ implements: BulkPayload, description: 'What `setComplianceConfigurations` did.' })
export class SetComplianceConfigurationsPayload extends BulkPayload {}

@ObjectType({ implements: BulkPayload, description: 'What `removeComplianceConfigurations` did.' })
export class RemoveComplianceConfigurationsPayload extends BulkPayload {}
