import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { Cmdlet, Parameter } from '../../graphql/cmdlet';
import { type Connection, connectionComplexity } from '../../graphql/connection';
import { RequestContext } from '../../graphql/context';
import { Pool } from '../topology/pool.entity';
import type { Endpoint } from './endpoint.entity';
import { endpointFilter } from './endpoint.filter';
import { EndpointConnection, endpointList } from './endpoint.lists';
import { PoolEndpointsArgs } from './pool-endpoints.args';

@Resolver(() => Pool)
export class PoolEndpointsResolver {
  @Cmdlet('Get-CsPersistentChatEndpoint')
  @Parameter('PersistentChatPoolFqdn')
  @FieldResolver(() => EndpointConnection, {
    description: 'The endpoints that lead to the pool.',
    complexity: connectionComplexity,
  })
  endpoints(
    @Ctx() context: RequestContext,
    @Root() { id }: Pool,
    @Args(() => PoolEndpointsArgs) args: PoolEndpointsArgs,
  ): Connection<Endpoint> {
    const condition = () => endpointFilter.compile(context, args.where, 'endpoint');
    return endpointList.connectionOf(context, 'poolId', id, { args, order: args.order, condition }, args);
  }
}
