import { writeLists } from '../../changes/access-lists/write-lists';
import { alike } from '../../changes/bulk/alike';
import { differences } from '../../changes/differences';
import { givenFields } from '../../changes/given-fields';
import { plannedThing } from '../../changes/held-thing';
import { planEach, planOfOne } from '../../changes/bulk/plan-each';
import type { Plan } from '../../changes/plan';
import type { Planning } from '../../changes/planning';
import type { EligibilityService } from '../../eligibility/eligibility.service';
import { givenDescription } from '../topology/description';
import type { Category } from './category.entity';
import type { CategorySettings, SetCategoriesInput, SetCategoryInput } from './category.inputs';
import type { CategoryService } from './category.service';
import { categoriesPlan, type CategoryWish, ownedLists, plannedAccess, type PlannedCategory } from './planned-category';
import { wantedCategoryLists } from './planned-category-lists';

/** Plans the change of categories and their lists. */
export class SetCategoryPlanner {
  constructor(
    private readonly categories: CategoryService,
    private readonly eligibility: EligibilityService,
  ) {}

  async plan(planning: Planning, input: SetCategoryInput): Promise<Plan> {
    const target = await this.categories.target(planning, input);
    const { thing: category, pool } = target;
    const { name } = givenFields(input, ['name']);
    const naming = name === undefined ? {} : await this.categories.naming(planning.manager, pool, name, category.id);
    const columns = { ...givenColumns(input), ...naming };
    const wanted = await wantedCategoryLists(planning.manager, input);
    const plan = planOfOne(await this.planAll(planning, [{ ...target, columns, wanted }]));
    return { ...plan, write: (tx) => this.categories.unlessTaken(pool, name ?? category.name, plan.write(tx)) };
  }

  async planMany(planning: Planning, input: SetCategoriesInput): Promise<Plan> {
    const columns = givenColumns(input);
    const targets = await this.categories.matching(planning, input);
    const wanted = await wantedCategoryLists(planning.manager, input);
    return this.planAll(
      planning,
      targets.map((target) => ({ ...target, columns, wanted })),
    );
  }

  /** Plans the change of categories that are held, of each its own. */
  async planAll(planning: Planning, wishes: readonly CategoryWish[]): Promise<Plan> {
    const eligibility = this.eligibility.within(planning.manager);
    const { settings } = this.categories;
    const { planned, refused } = await planEach(wishes, async (wish): Promise<PlannedCategory> => {
      const { thing, columns } = wish;
      const category = { ...thing, ...columns };
      const access = await plannedAccess(planning, eligibility, wish);
      const changes = [
        ...differences(settings(thing), settings(category)),
        ...((await access?.lists.changes(planning)) ?? []),
      ];
      return { category, columns, thing: plannedThing(wish, changes), access };
    });
    return {
      ...(await categoriesPlan(planning, planned)),
      refused,
      write: async (tx) => {
        const changed = planned.filter(({ thing }) => thing.changes.length > 0);
        for (const some of alike(changed, ({ columns }) => columns)) {
          const ids = some.map(({ thing }) => thing.id);
          await this.categories.updateAll(tx, ids, some[0]!.columns, planning.now);
        }
        await writeLists(tx, ownedLists(planned));
        return planned.map(({ thing }) => thing.id);
      },
    };
  }
}

function givenColumns(input: CategorySettings): Partial<Category> {
  return { ...givenFields(input, ['invitations', 'fileUpload', 'chatHistory']), ...givenDescription(input) };
}
