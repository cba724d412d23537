import { type OwnedList, writeLists } from '../../changes/access-lists/write-lists';
import { differences } from '../../changes/differences';
import { andMore, firstFew } from '../../changes/first-few';
import { removedThing } from '../../changes/held-thing';
import { planEach, planOfOne } from '../../changes/bulk/plan-each';
import type { Plan } from '../../changes/plan';
import type { Planning } from '../../changes/planning';
import { rowsOf } from '../../database/rows';
import { idList, sql } from '../../database/sql';
import type { EligibilityService } from '../../eligibility/eligibility.service';
import { ErrorCode, GatewayError } from '../../errors';
import { usedByRooms } from '../room/used-by-rooms';
import type { PooledTarget } from '../topology/pooled.service';
import type { Category } from './category.entity';
import type { RemoveCategoriesInput, RemoveCategoryInput } from './category.inputs';
import type { CategoryService } from './category.service';
import { PlannedCategoryLists } from './planned-category-lists';

const CLEARED = { allowedMembers: null, deniedMembers: null, creators: null };

/** Plans the removal of categories with their lists. */
export class RemoveCategoryPlanner {
  constructor(
    private readonly categories: CategoryService,
    private readonly eligibility: EligibilityService,
  ) {}

  async plan(planning: Planning, input: RemoveCategoryInput): Promise<Plan> {
    return planOfOne(await this.planAll(planning, [await this.categories.target(planning, input)]));
  }

  async planMany(planning: Planning, input: RemoveCategoriesInput): Promise<Plan> {
    return this.planAll(planning, await this.categories.matching(planning, input));
  }

  /** Plans the removal of categories that are held. */
  async planAll(planning: Planning, categories: readonly PooledTarget<Category>[]): Promise<Plan> {
    const rooms = await roomNames(planning, categories);
    const { lists: stored } = this.eligibility.within(planning.manager);
    const { planned, refused } = await planEach(categories, async (category) => {
      refuseUsed(category, rooms.get(category.thing.id) ?? []);
      const lists = await PlannedCategoryLists.of(stored, category.thing.id, CLEARED);
      const settings = differences(this.categories.settings(category.thing), null);
      return { lists, thing: removedThing(category, [...settings, ...(await lists.changes(planning))]) };
    });
    const things = planned.map(({ thing }) => thing);
    const ids = things.map(({ id }) => id);
    return {
      things,
      refused,
      warnings: [],
      write: async (tx) => {
        const cleared = planned.flatMap(({ lists, thing }) =>
          lists.all.map((list): OwnedList => ({ ownerId: thing.id, list })),
        );
        await writeLists(tx, cleared);
        await this.categories.deleteAll(tx, ids);
        return ids;
      },
    };
  }
}

/** The names of the rooms in categories, in their order; nobody makes another in one that is held. */
async function roomNames(
  { manager }: Planning,
  categories: readonly PooledTarget<Category>[],
): Promise<Map<number, string[]>> {
  const ids = categories.map(({ thing }) => thing.id);
  const rows = await rowsOf(
    manager,
    sql`SELECT category_id, name FROM rooms WHERE category_id IN (${idList(ids)}) ORDER BY sort_key, id`,
  );
  const names = new Map<number, string[]>();
  for (const row of rows) {
    const id = Number(row.category_id);
    const known = names.get(id);
    if (known) known.push(String(row.name));
    else names.set(id, [String(row.name)]);
  }
  return names;
}

function refuseUsed({ pool, identity, parameter }: PooledTarget<Category>, rooms: readonly string[]): void {
  if (!rooms.length) return;
  const names = firstFew(rooms);
  throw new GatewayError(
    ErrorCode.IN_USE,
    `The category ${identity} still has rooms: ${andMore(names, rooms.length)}; remove or move them first.`,
    { parameter, usedBy: [usedByRooms(pool, names, rooms.length)] },
  );
}
