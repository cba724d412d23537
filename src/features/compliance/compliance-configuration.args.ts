import { ArgsType, Field } from 'type-graphql';

import type { Order } from '../../graphql/order';
import { ScopedListArgs } from '../scope/scoped.args';
import { ComplianceConfigurationFilter } from './compliance-configuration.filter';
import { ComplianceConfigurationOrder } from './compliance-configuration.lists';

@ArgsType()
export class ComplianceConfigurationsArgs extends ScopedListArgs {
  @Field(() => ComplianceConfigurationFilter, { nullable: true, description: 'Which configurations.' })
  where?: ComplianceConfigurationFilter | null;

  @Field(() => ComplianceConfigurationOrder, {
    nullable: true,
    description: 'In which order; by identity where none is given.',
  })
  order?: Order | null;
}
