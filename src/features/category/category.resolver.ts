import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Authorized, Ctx, FieldResolver, Info, Mutation, Query, Resolver, Root } from 'type-graphql';

import type { Principal } from '../../directory/principal.entity';
import { AccessList } from '../../eligibility/access-entry.entity';
import type { EligibilityService } from '../../eligibility/eligibility.service';
import { Cmdlet, Parameter } from '../../graphql/cmdlet';
import { type Connection, ConnectionArgs, connectionComplexity } from '../../graphql/connection';
import { RequestContext } from '../../graphql/context';
import { selects } from '../../graphql/selected-fields';
import { TargetArgs } from '../../graphql/target';
import { Role } from '../../security/access-token.entity';
import { EligiblePrincipalsArgs } from '../principal/eligible-principals.args';
import { PrincipalConnection } from '../principal/principal.lists';
import { PrincipalListsService } from '../principal/principal-lists.service';
import type { CategoryChangesService } from './category-changes.service';
import { CategoriesArgs } from './category.args';
import { Category } from './category.entity';
import {
  NewCategoryInput,
  RemoveCategoriesInput,
  RemoveCategoryInput,
  SetCategoriesInput,
  SetCategoryInput,
} from './category.inputs';
import { CategoryConnection, categoryList } from './category.lists';
import {
  NewCategoryPayload,
  RemoveCategoriesPayload,
  RemoveCategoryPayload,
  SetCategoriesPayload,
  SetCategoryPayload,
} from './category.payloads';
import type { CategoryService } from './category.service';

@Resolver(() => Category)
export class CategoryResolver {
  constructor(
    private readonly categories: CategoryService,
    private readonly changes: CategoryChangesService,
    private readonly eligibility: EligibilityService,
    private readonly lists: PrincipalListsService,
  ) {}

  @Cmdlet('Get-CsPersistentChatCategory')
  @Query(() => Category, {
    nullable: true,
    description: 'The category of that identity or id; where there is none, null and an error that says so.',
  })
  category(@Ctx() context: RequestContext, @Args(() => TargetArgs) target: TargetArgs): Promise<Category> {
    return this.categories.find(context, target);
  }

  @Cmdlet('Get-CsPersistentChatCategory')
  @Query(() => CategoryConnection, {
    name: 'categories',
    description: 'The categories that the caller may know of.',
    complexity: connectionComplexity,
  })
  list(@Ctx() context: RequestContext, @Args(() => CategoriesArgs) args: CategoriesArgs): Connection<Category> {
    const condition = () => this.categories.condition(context, args.where);
    return categoryList.connection(context, { args, order: args.order, condition });
  }

  @Authorized(Role.ADMINISTRATOR)
  @Cmdlet('New-CsPersistentChatCategory')
  @Mutation(() => NewCategoryPayload, {
    nullable: true,
    description: 'Makes a category; its lists are set afterwards; null only beside an error.',
  })
  async newCategory(
    @Ctx() context: RequestContext,
    @Arg('input', { description: 'The category.' }) input: NewCategoryInput,
  ): Promise<NewCategoryPayload> {
    return new NewCategoryPayload(await this.changes.create(context, input));
  }

  @Authorized(Role.ADMINISTRATOR)
  @Cmdlet('Set-CsPersistentChatCategory')
  @Mutation(() => SetCategoryPayload, {
    nullable: true,
    description: 'Changes a category and its lists; null only beside an error.',
  })
  async setCategory(
    @Ctx() context: RequestContext,
    @Arg('input', { description: 'The change.' }) input: SetCategoryInput,
  ): Promise<SetCategoryPayload> {
    return new SetCategoryPayload(await this.changes.set(context, input));
  }

  @Authorized(Role.ADMINISTRATOR)
  @Cmdlet('Set-CsPersistentChatCategory')
  @Mutation(() => SetCategoriesPayload, {
    nullable: true,
    description:
      'Changes all categories that the input takes, and their lists, in the same way; null only beside an error.',
  })
  async setCategories(
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', { description: 'Which categories, and the change.' }) input: SetCategoriesInput,
  ): Promise<SetCategoriesPayload> {
    return new SetCategoriesPayload(await this.changes.setMany(context, input, selects(info, 'impact')));
  }

  @Authorized(Role.ADMINISTRATOR)
  @Cmdlet('Remove-CsPersistentChatCategory')
  @Mutation(() => RemoveCategoryPayload, {
    nullable: true,
    description: 'Removes a category that has no rooms; null only beside an error.',
  })
  async removeCategory(
    @Ctx() context: RequestContext,
    @Arg('input', { description: 'The category.' }) input: RemoveCategoryInput,
  ): Promise<RemoveCategoryPayload> {
    return new RemoveCategoryPayload(await this.changes.remove(context, input));
  }

  @Authorized(Role.ADMINISTRATOR)
  @Cmdlet('Remove-CsPersistentChatCategory')
  @Mutation(() => RemoveCategoriesPayload, {
    nullable: true,
    description: 'Removes all categories that the input takes and that have no rooms; null only beside an error.',
  })
  async removeCategories(
    @Ctx() context: RequestContext,
    @Arg('input', { description: 'Which categories.' }) input: RemoveCategoriesInput,
  ): Promise<RemoveCategoriesPayload> {
    return new RemoveCategoriesPayload(await this.changes.removeMany(context, input));
  }

  @Authorized(Role.ADMINISTRATOR, Role.VIEWER)
  @Parameter('AsObject', 'Get-CsPersistentChatCategory')
  @FieldResolver(() => PrincipalConnection, {
    nullable: true,
    description: 'Whom the wall lets in, by display name; null only beside an error.',
    complexity: connectionComplexity,
  })
  allowedMembers(
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @Root() { id }: Category,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Connection<Principal> {
    return this.lists.listed(context, { list: AccessList.ALLOWED, ownerId: id }, args, info);
  }

  @Authorized(Role.ADMINISTRATOR, Role.VIEWER)
  @Parameter('AsObject', 'Get-CsPersistentChatCategory')
  @FieldResolver(() => PrincipalConnection, {
    nullable: true,
    description: 'Whom the wall keeps out, whoever lets them in; by display name; null only beside an error.',
    complexity: connectionComplexity,
  })
  deniedMembers(
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @Root() { id }: Category,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Connection<Principal> {
    return this.lists.listed(context, { list: AccessList.DENIED, ownerId: id }, args, info);
  }

  @Authorized(Role.ADMINISTRATOR, Role.VIEWER)
  @Parameter('AsObject', 'Get-CsPersistentChatCategory')
  @FieldResolver(() => PrincipalConnection, {
    nullable: true,
    description: 'Who may create rooms, by display name; null only beside an error.',
    complexity: connectionComplexity,
  })
  creators(
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @Root() { id }: Category,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Connection<Principal> {
    return this.lists.listed(context, { list: AccessList.CREATORS, ownerId: id }, args, info);
  }

  @Cmdlet('Get-CsPersistentChatEligiblePrincipal')
  @Parameter('Category')
  @Parameter('PersistentChatPoolFqdn')
  @FieldResolver(() => PrincipalConnection, {
    nullable: true,
    description:
      'Everybody inside the wall, by display name: whom the lists of its rooms may be drawn from; null only beside an error.',
    complexity: connectionComplexity,
  })
  async eligiblePrincipals(
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @Root() category: Category,
    @Args(() => EligiblePrincipalsArgs) args: EligiblePrincipalsArgs,
  ): Promise<Connection<Principal>> {
    await this.categories.checkMayDrawFrom(context, category);
    return this.lists.eligible(context, args, info, () => this.eligibility.for(context).wall(category.id));
  }
}
