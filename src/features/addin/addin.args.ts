import { ArgsType, Field } from 'type-graphql';

import { ConnectionArgs } from '../../graphql/connection';
import type { Order } from '../../graphql/order';
import { AddinFilter } from './addin.filter';
import { AddinOrder } from './addin.lists';

@ArgsType()
export class AddinsArgs extends ConnectionArgs {
  @Field(() => AddinFilter, { nullable: true, description: 'Which add-ins.' })
  where?: AddinFilter | null;

  @Field(() => AddinOrder, { nullable: true, description: 'In which order; by name where none is given.' })
  order?: Order | null;
}
