import DataLoader from 'dataloader';
import type { EntityManager } from 'typeorm';

import { checkSelection } from '../../changes/bulk/bulk.inputs';
import type { Planning } from '../../changes/planning';
import { rowsOf } from '../../database/rows';
import { ALL, and, sql, type Sql } from '../../database/sql';
import { mayCreateIn, mayFindCategory } from '../../eligibility/category-access.conditions';
import type { Eligibility } from '../../eligibility/eligibility';
import type { EligibilityService } from '../../eligibility/eligibility.service';
import { ErrorCode, GatewayError } from '../../errors';
import type { PerRequest, RequestContext } from '../../graphql/context';
import type { Filter } from '../../graphql/filter';
import type { Target } from '../../graphql/target';
import { PooledService, type PooledTarget } from '../topology/pooled.service';
import { Category } from './category.entity';
import { type CategoryFilter, categoryFilter } from './category.filter';
import type { RemoveCategoriesInput, SetCategoriesInput } from './category.inputs';

/** Categories, as each caller may know of them. */
export class CategoryService extends PooledService<Category> {
  readonly filter: Filter<CategoryFilter>;

  private readonly creatable: PerRequest<DataLoader<number, boolean>> = (context) =>
    new DataLoader(async (ids) => {
      const creatable = await this.creatableAmong(
        context.read,
        this.eligibility.for(context),
        context.actor.principalId!,
        ids,
      );
      return ids.map((id) => creatable.has(id));
    });

  constructor(private readonly eligibility: EligibilityService) {
    super(Category, 'category', ({ name, description, invitations, fileUpload, chatHistory }) => ({
      name,
      description,
      invitations,
      fileUpload,
      chatHistory,
    }));
    this.filter = categoryFilter(eligibility);
  }

  /** The category that is meant, unless the caller may not know of it. */
  async find(context: RequestContext, target: Target): Promise<Category> {
    return this.get(context.read, target, {
      visible: await this.visible(context, this.eligibility.for(context), 'thing'),
    });
  }

  /** The categories with these ids, in their order; null for those that the caller may not know of. */
  async known(context: RequestContext, ids: readonly number[]): Promise<(Category | null)[]> {
    return this.byIds(context.read, ids, await this.visible(context, this.eligibility.for(context), 'thing'));
  }

  /** The condition on the table `category` for those that a filter takes, of those that the caller may know of. */
  async condition(context: RequestContext, where: CategoryFilter | null | undefined): Promise<Sql> {
    return and(
      await Promise.all([
        this.filter.compile(context, where, 'category'),
        this.visible(context, this.eligibility.for(context), 'category'),
      ]),
    );
  }

  /** The categories that a change of many is about, held until the commit. */
  async matching(
    planning: Planning,
    input: SetCategoriesInput | RemoveCategoriesInput,
  ): Promise<PooledTarget<Category>[]> {
    checkSelection(input, ['where']);
    const condition = await this.filter.compile(planning.context, input.where, 'category', 'input.where');
    return this.targets(planning, 'category', condition);
  }

  /**
   * The category that a room is to stand in. A principal has to be a creator there, unless the room stands there
   * already. Its lists are looked at only when it is held until the commit.
   */
  async forRooms(planning: Planning, identity: string, parameter: string, presentId?: number): Promise<Category> {
    const { manager, context } = planning;
    const eligibility = this.eligibility.within(manager);
    const found = await this.named(manager, identity, parameter, await this.visible(context, eligibility, 'thing'));
    const category = await planning.toRestOn(Category, found.id);
    if (!category) throw this.notFound(identity, parameter);
    const { principalId } = context.actor;
    if (
      principalId !== null &&
      category.id !== presentId &&
      !(await this.creatableAmong(manager, eligibility, principalId, [category.id])).size
    ) {
      throw new GatewayError(
        ErrorCode.FORBIDDEN,
        `Only creators in the category "${category.name}" put rooms into it.`,
        {
          parameter,
        },
      );
    }
    return category;
  }

  /** Refuses callers who draw no list from the category: neither administrators nor viewers, nor creators in it. */
  async checkMayDrawFrom(context: RequestContext, category: Category): Promise<void> {
    if (context.actor.principalId === null || (await context.the(this.creatable).load(category.id))) return;
    throw new GatewayError(
      ErrorCode.FORBIDDEN,
      `Only creators in the category "${category.name}" see who is eligible in it.`,
    );
  }

  /** In which of the categories a principal is a creator, and inside the wall. */
  async creatableAmong(
    manager: EntityManager,
    eligibility: Eligibility,
    principalId: number,
    categoryIds: readonly number[],
  ): Promise<Set<number>> {
    const may = mayCreateIn('category', await eligibility.subject(principalId));
    const rows = await rowsOf(
      manager,
      sql`SELECT category.id FROM categories category WHERE category.id IN (${[...categoryIds]}) AND ${may}`,
    );
    return new Set(rows.map((row) => Number(row.id)));
  }

  /** Which categories the caller may know of; administrators and viewers know all. */
  async visible(context: RequestContext, eligibility: Eligibility, alias: string): Promise<Sql> {
    const { principalId } = context.actor;
    return principalId === null ? ALL : mayFindCategory(alias, await eligibility.subject(principalId));
  }
}
