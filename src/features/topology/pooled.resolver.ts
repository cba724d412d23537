import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { RequestContext } from '../../graphql/context';
import { Pool } from './pool.entity';
import { Pooled } from './pooled.entity';
import { pooledIdentity } from './pooled.identity';
import { poolById } from './topology.loaders';

@Resolver(() => Pooled)
export class PooledResolver {
  @FieldResolver(() => String, {
    description:
      'The identity: the name of the pool, a backslash, and the name, such as `atl-cs-001.litwareinc.com\\ITChatRoom`.',
  })
  async identity(@Ctx() context: RequestContext, @Root() thing: Pooled): Promise<string> {
    const pool = await this.pool(context, thing);
    return pooledIdentity(pool, thing.name);
  }

  @FieldResolver(() => Pool, { description: 'The pool that it belongs to.' })
  async pool(@Ctx() context: RequestContext, @Root() thing: Pooled): Promise<Pool> {
    return (await context.the(poolById).load(thing.poolId))!;
  }
}
