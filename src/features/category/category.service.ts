import type { EntityManager } from 'typeorm';

import { rowsOf } from '../../database/rows';
import { ALL, and, sql, type Sql } from '../../database/sql';
import { mayCreateIn, mayFindCategory } from '../../eligibility/category-access.conditions';
import type { Eligibility } from '../../eligibility/eligibility';
import type { EligibilityService } from '../../eligibility/eligibility.service';
import { ErrorCode, GatewayError } from '../../errors';
import type { RequestContext } from '../../graphql/context';
import type { Filter } from '../../graphql/filter';
import type { Target } from '../../graphql/target';
import { PooledService } from '../topology/pooled.service';
import { Category } from './category.entity';
import { type CategoryFilter, categoryFilter } from './category.filter';

/** Categories, as each caller may know of them. */
export class CategoryService extends PooledService<Category> {
  readonly filter: Filter<CategoryFilter>;

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
    return this.get(context.read, target, { visible: await this.visible(context, 'thing') });
  }

  /** The condition on the table `category` for those that a filter takes, of those that the caller may know of. */
  async condition(context: RequestContext, where: CategoryFilter | null | undefined): Promise<Sql> {
    return and(await Promise.all([this.filter.compile(context, where, 'category'), this.visible(context, 'category')]));
  }

  /** Refuses callers who draw no list from the category: neither administrators nor viewers, nor creators in it. */
  async checkMayDrawFrom(context: RequestContext, category: Category): Promise<void> {
    const { principalId } = context.actor;
    if (principalId === null || (await this.mayCreateIn(context.read, this.eligibility.for(context), principalId, category.id))) return;
    throw new GatewayError(ErrorCode.FORBIDDEN, `Only creators in the category "${category.name}" see who is eligible in it.`);
  }

  /** Whether a principal is a creator in a category, and inside its wall. */
  async mayCreateIn(manager: EntityManager, eligibility: Eligibility, principalId: number, categoryId: number): Promise<boolean> {
    const subject = await eligibility.subject(principalId);
    const rows = await rowsOf(manager, sql`SELECT 1 FROM categories category WHERE category.id = ${categoryId} AND ${mayCreateIn('category', subject)}`);
    return rows.length > 0;
  }

  /** Which categories the caller may know of. */
  async visible(context: RequestContext, alias: string): Promise<Sql> {
    const { principalId } = context.actor;
    if (principalId === null) return ALL;
    return mayFindCategory(alias, await this.eligibility.for(context).subject(principalId));
  }
}
