import type { ChangeService } from '../../changes/change.service';
import { differences } from '../../changes/differences';
import { givenFields } from '../../changes/given-fields';
import type { ChangeOutcome } from '../../changes/outcome';
import type { Plan } from '../../changes/plan';
import type { Planning } from '../../changes/planning';
import type { RequestContext } from '../../graphql/context';
import { givenDescription } from '../topology/description';
import { pooledIdentity } from '../topology/pooled.identity';
import type { TopologyService } from '../topology/topology.service';
import type {
  NewCategoryInput,
  RemoveCategoriesInput,
  RemoveCategoryInput,
  SetCategoriesInput,
  SetCategoryInput,
} from './category.inputs';
import type { CategoryService } from './category.service';
import type { CategoryWish } from './planned-category';
import type { RemoveCategoryPlanner } from './remove-category.plan';
import type { SetCategoryPlanner } from './set-category.plan';

/** Makes, changes and removes categories. */
export class CategoryChangesService {
  constructor(
    private readonly changes: ChangeService,
    private readonly categories: CategoryService,
    private readonly topology: TopologyService,
    private readonly setting: SetCategoryPlanner,
    private readonly removing: RemoveCategoryPlanner,
  ) {}

  create(context: RequestContext, input: NewCategoryInput): Promise<ChangeOutcome> {
    return this.changes.make(context, {
      operation: 'newCategory',
      input,
      plan: (planning) => this.planNew(planning, input),
    });
  }

  set(context: RequestContext, input: SetCategoryInput): Promise<ChangeOutcome> {
    return this.changes.make(context, {
      operation: 'setCategory',
      input,
      plan: (planning) => this.setting.plan(planning, input),
    });
  }

  /** @param showsImpact whether somebody asks who gains and who loses entry */
  setMany(context: RequestContext, input: SetCategoriesInput, showsImpact: boolean): Promise<ChangeOutcome> {
    return this.changes.make(context, {
      operation: 'setCategories',
      input,
      showsImpact,
      plan: (planning) => this.setting.planMany(planning, input),
    });
  }

  remove(context: RequestContext, input: RemoveCategoryInput): Promise<ChangeOutcome> {
    return this.changes.make(context, {
      operation: 'removeCategory',
      input,
      plan: (planning) => this.removing.plan(planning, input),
    });
  }

  removeMany(context: RequestContext, input: RemoveCategoriesInput): Promise<ChangeOutcome> {
    return this.changes.make(context, {
      operation: 'removeCategories',
      input,
      plan: (planning) => this.removing.planMany(planning, input),
    });
  }

  /** Plans what is wanted of the lists of categories that are held, of each its own. */
  planLists(planning: Planning, wishes: readonly Omit<CategoryWish, 'columns'>[]): Promise<Plan> {
    return this.setting.planAll(
      planning,
      wishes.map((wish) => ({ ...wish, columns: {} })),
    );
  }

  private async planNew({ manager, now }: Planning, input: NewCategoryInput): Promise<Plan> {
    const pool = await this.topology.namedOrOnlyPool(manager, input.pool, 'input.pool');
    const category = {
      description: '',
      descriptionKey: '',
      invitations: false,
      fileUpload: false,
      chatHistory: true,
      ...givenDescription(input),
      ...givenFields(input, ['invitations', 'fileUpload', 'chatHistory']),
      ...(await this.categories.naming(manager, pool, input.name, null)),
    };
    const changes = differences(null, this.categories.settings(category));
    return {
      things: [{ type: 'Category', id: null, identity: pooledIdentity(pool, input.name), version: 0, changes }],
      warnings: [],
      write: async (tx) => [
        await this.categories.insert(tx, pool, {
          ...category,
          poolId: pool.id,
          version: 1,
          createdAt: now,
          updatedAt: now,
        }),
      ],
    };
  }
}
