import { ArgsType, Field } from 'type-graphql';

import { Parameter } from '../../graphql/cmdlet';
import { ConnectionArgs } from '../../graphql/connection';
import type { Order } from '../../graphql/order';
import { PoolFilter } from './topology.filters';
import { PoolOrder } from './topology.lists';

@ArgsType()
export class PoolsArgs extends ConnectionArgs {
  @Field(() => PoolFilter, { nullable: true, description: 'Which pools.' })
  where?: PoolFilter | null;

  @Parameter('Filter')
  @Field(() => String, {
    nullable: true,
    description:
      'Only pools whose identity is like this, with or without `service:` and `PersistentChatServer:`: `*` stands for any characters, `?` for one.',
  })
  filter?: string | null;

  @Field(() => PoolOrder, { nullable: true, description: 'In which order; by name where none is given.' })
  order?: Order | null;
}
