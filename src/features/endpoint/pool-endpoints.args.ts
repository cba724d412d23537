import { ArgsType, Field } from 'type-graphql';

import { ConnectionArgs } from '../../graphql/connection';
import type { Order } from '../../graphql/order';
import { EndpointFilter } from './endpoint.filter';
import { EndpointOrder } from './endpoint.lists';

@ArgsType()
export class PoolEndpointsArgs extends ConnectionArgs {
  @Field(() => EndpointFilter, { nullable: true, description: 'Which endpoints.' })
  where?: EndpointFilter | null;

  @Field(() => EndpointOrder, { nullable: true, description: 'In which order; by display name where none is given.' })
  order?: Order | null;
}
