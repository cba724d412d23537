import { writeLists } from '../../changes/access-lists/write-lists';
import { differences } from '../../changes/differences';
import { givenFields } from '../../changes/given-fields';
import { restoredThing } from '../../changes/held-thing';
import type { Plan } from '../../changes/plan';
import { planEach } from '../../changes/bulk/plan-each';
import type { ChangeWarning } from '../../changes/warning';
import type { Eligibility } from '../../eligibility/eligibility';
import type { EligibilityService } from '../../eligibility/eligibility.service';
import { Wall } from '../../eligibility/wall';
import { admitted, admitsOutside } from '../revert/admitted';
import type { Reverted } from '../revert/audited-reverter';
import { formerList } from '../revert/former-list';
import { insertAgain } from '../revert/insert-again';
import type { PastChange } from '../revert/past-change';
import { PooledReverter } from '../revert/pooled-reverter';
import type { Reverting } from '../revert/reverting';
import { givenDescription } from '../topology/description';
import type { PooledTarget } from '../topology/pooled.service';
import { Category } from './category.entity';
import type { CategorySettings } from './category.inputs';
import type { CategoryService } from './category.service';
import { categoriesPlan, ownedLists, plannedAccess, type PlannedCategory } from './planned-category';
import { PlannedCategoryLists, type WantedCategoryLists } from './planned-category-lists';
import type { RemoveCategoryPlanner } from './remove-category.plan';
import type { SetCategoryPlanner } from './set-category.plan';

type Target = Reverted<PooledTarget<Category>>;

/** Undoes changes of categories and their lists. */
export class CategoryReverter extends PooledReverter<Category> {
  constructor(
    private readonly categories: CategoryService,
    private readonly setting: SetCategoryPlanner,
    private readonly removing: RemoveCategoryPlanner,
    private readonly eligibility: EligibilityService,
  ) {
    super(Category, categories);
  }

  protected async planReturning(reverting: Reverting, again: readonly Target[]): Promise<Plan> {
    const { planning } = reverting;
    const eligibility = this.eligibility.within(planning.manager);
    const { planned, refused } = await planEach(
      again,
      async (held): Promise<PlannedCategory & Pick<Wanted, 'warnings'>> => {
        const { thing: category, past } = held;
        const { wanted, warnings } = await wantedOf(reverting, eligibility, past);
        const access = await plannedAccess(planning, eligibility, { ...held, wanted });
        const changes = [
          ...differences(null, this.categories.settings(category)),
          ...((await access?.lists.changes(planning)) ?? []),
        ];
        return { category, columns: {}, thing: restoredThing(held, changes), access, warnings };
      },
    );
    const plan = await categoriesPlan(planning, planned);
    return {
      ...plan,
      warnings: [...planned.flatMap(({ warnings }) => warnings), ...plan.warnings],
      refused,
      write: async (tx) => {
        const ids = new Set(planned.map(({ thing }) => thing.id));
        const rows = again.map(({ thing }) => thing).filter(({ id }) => ids.has(id));
        await insertAgain(tx, Category, rows, planning.now);
        await writeLists(tx, ownedLists(planned));
        return [...ids];
      },
    };
  }

  protected async planSettingBack(reverting: Reverting, held: readonly Target[]): Promise<Plan> {
    const { planning } = reverting;
    const eligibility = this.eligibility.within(planning.manager);
    const { planned, refused } = await planEach(held, async (each) => ({
      ...each,
      columns: await this.formerColumns(reverting, each),
      ...(await wantedOf(reverting, eligibility, each.past)),
    }));
    const plan = await this.setting.planAll(planning, planned);
    return {
      ...plan,
      warnings: [...planned.flatMap(({ warnings }) => warnings), ...plan.warnings],
      refused: [...refused, ...plan.refused!],
    };
  }

  protected planRemoving({ planning }: Reverting, held: readonly Target[]): Promise<Plan> {
    return this.removing.planAll(planning, held);
  }

  private async formerColumns(reverting: Reverting, { thing, pool, past }: Target): Promise<Partial<Category>> {
    const former = (await reverting.former(past, this.categories.settings(thing))) as CategorySettings & {
      name?: string;
    };
    const { name } = former;
    return {
      ...givenFields(former, ['invitations', 'fileUpload', 'chatHistory']),
      ...givenDescription(former),
      ...(name !== undefined && (await this.categories.naming(reverting.planning.manager, pool, name, thing.id))),
    };
  }
}

interface Wanted {
  /** Null where the change left all lists alone. */
  wanted: WantedCategoryLists | null;
  warnings: ChangeWarning[];
}

/** What makes the lists what they were; with force as far as the wall lets creators in. */
async function wantedOf(reverting: Reverting, eligibility: Eligibility, past: PastChange): Promise<Wanted> {
  const list = (path: keyof WantedCategoryLists) => formerList(reverting, past, path);
  const [allowedMembers, deniedMembers, creators] = await Promise.all([
    list('allowedMembers'),
    list('deniedMembers'),
    list('creators'),
  ]);
  const wanted = { allowedMembers, deniedMembers, creators };
  if (!allowedMembers && !deniedMembers && !creators) return { wanted: null, warnings: [] };
  if (!admitsOutside(reverting, past)) return { wanted, warnings: [] };
  const { allowed, denied } = await PlannedCategoryLists.of(eligibility.lists, past.nodeId, wanted);
  const { index } = await eligibility.wall(past.nodeId);
  const wall = new Wall(index, { allowed: allowed.after, denied: denied.after });
  const inside = admitted(reverting, past, creators, wall, 'creators');
  return { wanted: { ...wanted, creators: inside.wanted }, warnings: inside.warnings };
}
