import { Ctx, Field, ID, ObjectType } from 'type-graphql';

import { BulkPayload } from '../../changes/bulk/bulk-payload';
import { ChangePayload } from '../../changes/change-payload';
import type { Made } from '../../changes/in-memory';
import { RequestContext } from '../../graphql/context';
import { removedIdOf } from '../scope/removed-id';
import { ComplianceConfiguration } from './compliance-configuration.entity';
import { complianceConfigurationById } from './compliance-configuration.loaders';

@ObjectType({ implements: ChangePayload, description: 'What `newComplianceConfiguration` did.' })
export class NewComplianceConfigurationPayload extends ChangePayload {
  private readonly draft: ComplianceConfiguration | null;

  constructor({ outcome, draft }: Made<ComplianceConfiguration>) {
    super(outcome);
    this.draft = draft;
  }

  @Field(() => ComplianceConfiguration, {
    nullable: true,
    description:
      'The configuration, under `inMemory` as it would be; null under `whatIf`, and where it was removed since (a retry).',
  })
  async complianceConfiguration(@Ctx() context: RequestContext): Promise<ComplianceConfiguration | null> {
    return this.draft ?? this.touched(context, complianceConfigurationById);
  }
}

@ObjectType({ implements: ChangePayload, description: 'What `setComplianceConfiguration` did.' })
export class SetComplianceConfigurationPayload extends ChangePayload {
  @Field(() => ComplianceConfiguration, {
    nullable: true,
    description: 'The configuration as it is now; null where it was removed since (a retry).',
  })
  complianceConfiguration(@Ctx() context: RequestContext): Promise<ComplianceConfiguration | null> {
    return this.touched(context, complianceConfigurationById);
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
