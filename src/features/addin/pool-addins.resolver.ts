import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { Cmdlet, Parameter } from '../../graphql/cmdlet';
import { type Connection, connectionComplexity } from '../../graphql/connection';
import { RequestContext } from '../../graphql/context';
import { Pool } from '../topology/pool.entity';
import { AddinsArgs } from './addin.args';
import type { Addin } from './addin.entity';
import { addinFilter } from './addin.filter';
import { AddinConnection, addinList } from './addin.lists';

@Resolver(() => Pool)
export class PoolAddinsResolver {
  @Cmdlet('Get-CsPersistentChatAddin')
  @Parameter('PersistentChatPoolFqdn')
  @FieldResolver(() => AddinConnection, { description: 'The add-ins of the pool.', complexity: connectionComplexity })
  addins(
    @Ctx() context: RequestContext,
    @Root() { id }: Pool,
    @Args(() => AddinsArgs) args: AddinsArgs,
  ): Connection<Addin> {
    const condition = () => addinFilter.compile(context, args.where, 'addin');
    return addinList.connectionOf(context, 'poolId', id, { args, order: args.order, condition }, args);
  }
}
