import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';

import { type Connection, ConnectionArgs, connectionComplexity } from '../../graphql/connection';
import { RequestContext } from '../../graphql/context';
import type { Order } from '../../graphql/order';
import { TargetArgs } from '../../graphql/target';
import type { Pool } from './pool.entity';
import { Site } from './site.entity';
import { SiteFilter, siteFilter } from './topology.filters';
import { PoolConnection, poolList, SiteConnection, siteList, SiteOrder } from './topology.lists';
import { TopologyService } from './topology.service';

@Resolver(() => Site)
export class SiteResolver {
  constructor(private readonly topology: TopologyService) {}

  @Query(() => Site, {
    nullable: true,
    description: 'The site of that name or id; where there is none, null and an error that says so.',
  })
  site(@Ctx() context: RequestContext, @Args(() => TargetArgs) target: TargetArgs): Promise<Site> {
    return this.topology.site(context.read, target);
  }

  @Query(() => SiteConnection, { description: 'The sites of the topology.', complexity: connectionComplexity })
  sites(
    @Ctx() context: RequestContext,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Arg('where', () => SiteFilter, { nullable: true, description: 'Which sites.' }) where?: SiteFilter,
    @Arg('order', () => SiteOrder, { nullable: true, description: 'In which order; by name where none is given.' })
    order?: Order,
  ): Connection<Site> {
    return siteList.connection(context, { args, order, condition: () => siteFilter.compile(context, where, 'site') });
  }

  @FieldResolver(() => PoolConnection, {
    description: 'The pools of the site, by name.',
    complexity: connectionComplexity,
  })
  pools(
    @Ctx() context: RequestContext,
    @Root() site: Site,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Connection<Pool> {
    return poolList.connectionOf(context, 'siteId', site.id, { args });
  }
}
