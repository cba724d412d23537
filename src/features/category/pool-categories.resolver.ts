import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { Cmdlet, Parameter } from '../../graphql/cmdlet';
import { type Connection, connectionComplexity } from '../../graphql/connection';
import { RequestContext } from '../../graphql/context';
import { Pool } from '../topology/pool.entity';
import { CategoriesArgs } from './category.args';
import type { Category } from './category.entity';
import { CategoryConnection, categoryList } from './category.lists';
import type { CategoryService } from './category.service';

@Resolver(() => Pool)
export class PoolCategoriesResolver {
  constructor(private readonly all: CategoryService) {}

  @Cmdlet('Get-CsPersistentChatCategory')
  @Parameter('PersistentChatPoolFqdn')
  @FieldResolver(() => CategoryConnection, {
    description: 'The categories of the pool that the caller may know of.',
    complexity: connectionComplexity,
  })
  categories(
    @Ctx() context: RequestContext,
    @Root() { id }: Pool,
    @Args(() => CategoriesArgs) args: CategoriesArgs,
  ): Connection<Category> {
    const condition = () => this.all.condition(context, args.where);
    return categoryList.connectionOf(context, 'poolId', id, { args, order: args.order, condition }, args);
  }
}
