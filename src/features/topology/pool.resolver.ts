import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';

import { Cmdlet } from '../../graphql/cmdlet';
import { type Connection, connectionComplexity } from '../../graphql/connection';
import { RequestContext } from '../../graphql/context';
import { LocalStoreArgs } from '../../graphql/local-store.args';
import { TargetArgs } from '../../graphql/target';
import { poolCondition } from './pool-condition';
import { poolIdentity } from './pool-identity';
import { PoolServer } from './pool-server.entity';
import { Pool, PoolState } from './pool.entity';
import { PoolsArgs } from './pools.args';
import { Site } from './site.entity';
import { PoolConnection, poolList } from './topology.lists';
import { serversByPoolId, siteById } from './topology.loaders';
import { TopologyService } from './topology.service';

@Resolver(() => Pool)
export class PoolResolver {
  constructor(private readonly topology: TopologyService) {}

  @Cmdlet('Get-CsPersistentChatState')
  @Query(() => Pool, {
    nullable: true,
    description:
      'The pool of that name, also with `PersistentChatServer:` or `service:PersistentChatServer:` before it, or id; where there is none, null and an error that says so.',
  })
  pool(
    @Ctx() context: RequestContext,
    @Args(() => TargetArgs) target: TargetArgs,
    @Args(() => LocalStoreArgs) _local: LocalStoreArgs,
  ): Promise<Pool> {
    return this.topology.pool(context.read, target);
  }

  @Cmdlet('Get-CsPersistentChatState')
  @Query(() => PoolConnection, {
    description: 'The Persistent Chat pools of the topology.',
    complexity: connectionComplexity,
  })
  pools(
    @Ctx() context: RequestContext,
    @Args(() => PoolsArgs) args: PoolsArgs,
    @Args(() => LocalStoreArgs) _local: LocalStoreArgs,
  ): Connection<Pool> {
    const condition = () => poolCondition(context, args, 'pool');
    return poolList.connection(context, { args, order: args.order, condition });
  }

  @FieldResolver(() => String, {
    description: 'What the shell calls the state of the pool: `PersistentChatServer:` and the name of the pool.',
  })
  identity(@Root() pool: Pool): string {
    return poolIdentity(pool);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'The one of its two databases that serves, as the state has it; null where no topology names it.',
  })
  activeDatabase(@Root() { state, primaryDatabase, backupDatabase }: Pool): string | null {
    return state === PoolState.FAILED_OVER ? backupDatabase : primaryDatabase;
  }

  @FieldResolver(() => Site, { description: 'The site that holds the pool.' })
  site(@Ctx() context: RequestContext, @Root() pool: Pool): Promise<Site | null> {
    return context.the(siteById).load(pool.siteId);
  }

  @FieldResolver(() => [PoolServer], { description: 'The servers of the pool, by name: at most 8.' })
  servers(@Ctx() context: RequestContext, @Root() pool: Pool): Promise<PoolServer[]> {
    return context.the(serversByPoolId).load(pool.id);
  }

  @FieldResolver(() => [PoolServer], {
    description: 'Those of its servers that accept new client connections, by name: at most 4.',
  })
  async activeServers(@Ctx() context: RequestContext, @Root() pool: Pool): Promise<PoolServer[]> {
    return (await this.servers(context, pool)).filter(({ active }) => active);
  }
}
