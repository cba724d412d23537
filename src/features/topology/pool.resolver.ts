import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';

import { type Connection, ConnectionArgs, connectionComplexity } from '../../graphql/connection';
import { RequestContext } from '../../graphql/context';
import type { Order } from '../../graphql/order';
import { TargetArgs } from '../../graphql/target';
import { PoolServer } from './pool-server.entity';
import { Pool } from './pool.entity';
import { Site } from './site.entity';
import { PoolFilter, poolFilter } from './topology.filters';
import { PoolConnection, poolList, PoolOrder } from './topology.lists';
import { serversByPoolId, siteById } from './topology.loaders';
import { TopologyService } from './topology.service';

@Resolver(() => Pool)
export class PoolResolver {
  constructor(private readonly topology: TopologyService) {}

  @Query(() => Pool, {
    nullable: true,
    description: 'The pool of that name or id; where there is none, null and an error that says so.',
  })
  pool(@Ctx() context: RequestContext, @Args(() => TargetArgs) target: TargetArgs): Promise<Pool> {
    return this.topology.pool(context.read, target);
  }

  @Query(() => PoolConnection, {
    description: 'The Persistent Chat pools of the topology.',
    complexity: connectionComplexity,
  })
  pools(
    @Ctx() context: RequestContext,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Arg('where', () => PoolFilter, { nullable: true, description: 'Which pools.' }) where?: PoolFilter,
    @Arg('order', () => PoolOrder, { nullable: true, description: 'In which order; by name where none is given.' })
    order?: Order,
  ): Connection<Pool> {
    return poolList.connection(context, { args, order, condition: () => poolFilter.compile(context, where, 'pool') });
  }

  @FieldResolver(() => Site, { description: 'The site that holds the pool.' })
  site(@Ctx() context: RequestContext, @Root() pool: Pool): Promise<Site | null> {
    return context.the(siteById).load(pool.siteId);
  }

  @FieldResolver(() => [PoolServer], { description: 'The servers of the pool, by name: at most 8.' })
  servers(@Ctx() context: RequestContext, @Root() pool: Pool): Promise<PoolServer[]> {
    return context.the(serversByPoolId).load(pool.id);
  }
}
