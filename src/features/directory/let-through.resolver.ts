import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { Principal } from '../../directory/principal.entity';
import { principalById } from '../../directory/principal.loaders';
import { RequestContext } from '../../graphql/context';
import { Category } from '../category/category.entity';
import { categoryById } from '../category/category.loaders';
import { LetThrough } from './directory-sync-report';

@Resolver(() => LetThrough)
export class LetThroughResolver {
  @FieldResolver(() => Principal, {
    nullable: true,
    description: 'The user; null for one that is still to come.',
  })
  principal(@Ctx() context: RequestContext, @Root() { principalId }: LetThrough): Promise<Principal | null> {
    return context.the(principalById).load(principalId);
  }

  @FieldResolver(() => Principal, {
    nullable: true,
    description: 'Of a new account the one that it stands in for; null otherwise.',
  })
  predecessor(@Ctx() context: RequestContext, @Root() { predecessorId }: LetThrough): Promise<Principal | null> | null {
    return predecessorId === null ? null : context.the(principalById).load(predecessorId);
  }

  @FieldResolver(() => Category, { nullable: true, description: 'The category; null where it was removed since.' })
  category(@Ctx() context: RequestContext, @Root() { categoryId }: LetThrough): Promise<Category | null> {
    return context.the(categoryById).load(categoryId);
  }

  @FieldResolver(() => [Principal], {
    description: 'The denied entries that kept the user out.',
    complexity: ({ childComplexity }) => 5 * childComplexity,
  })
  async deniedBy(@Ctx() context: RequestContext, @Root() { deniedIds }: LetThrough): Promise<Principal[]> {
    const found = await Promise.all(deniedIds.map((id) => context.the(principalById).load(id)));
    return found.filter((principal) => principal !== null);
  }
}
