import { ArgsType, Field } from 'type-graphql';

import type { Order } from '../../graphql/order';
import { ScopedListArgs } from '../scope/scoped.args';
import { ConfigurationFilter } from './configuration.filter';
import { ConfigurationOrder } from './configuration.lists';

@ArgsType()
export class ConfigurationsArgs extends ScopedListArgs {
  @Field(() => ConfigurationFilter, { nullable: true, description: 'Which configurations.' })
  where?: ConfigurationFilter | null;

  @Field(() => ConfigurationOrder, { nullable: true, description: 'In which order; by identity where none is given.' })
  order?: Order | null;
}
