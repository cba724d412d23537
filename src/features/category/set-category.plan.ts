import { refuseOutside } from '../../changes/access-lists/wall-check';
import { cutOffWarnings, entryImpact, type WallChange, wallInvitees } from '../../changes/access-lists/wall-change';
import { writeLists } from '../../changes/access-lists/write-lists';
import { differences } from '../../changes/differences';
import { DirectoryMoved } from '../../changes/directory-moved';
import { fewWarnings } from '../../changes/few-warnings';
import { givenFields } from '../../changes/given-fields';
import { plannedThing } from '../../changes/held-thing';
import { newInvitations } from '../../changes/new-invitations';
import { planEach, planOfOne } from '../../changes/plan-each';
import type { Plan, PlannedThing } from '../../changes/plan';
import type { Planning } from '../../changes/planning';
import type { Eligibility } from '../../eligibility/eligibility';
import type { EligibilityService } from '../../eligibility/eligibility.service';
import { roomsBehindWalls } from '../../eligibility/rooms-behind-wall';
import { Wall } from '../../eligibility/wall';
import { givenDescription } from '../topology/description';
import type { PooledTarget } from '../topology/pooled.service';
import type { Category } from './category.entity';
import type { CategorySettings, SetCategoriesInput, SetCategoryInput } from './category.inputs';
import type { CategoryService } from './category.service';
import { PlannedCategoryLists, type WantedCategoryLists, wantedCategoryLists } from './planned-category-lists';

interface PlannedCategory {
  /** As it will be. */
  category: Pick<Category, 'id' | 'name' | 'invitations'>;
  thing: PlannedThing & { id: number };
  /** Null where nothing is said of them. */
  access: PlannedAccess | null;
}

interface PlannedAccess {
  lists: PlannedCategoryLists;
  before: Wall;
  after: Wall;
}

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
    const plan = planOfOne(await this.setting(planning, [target], { ...givenColumns(input), ...naming }, input));
    return { ...plan, write: (tx) => this.categories.unlessTaken(pool, name ?? category.name, plan.write(tx)) };
  }

  async planMany(planning: Planning, input: SetCategoriesInput): Promise<Plan> {
    const columns = givenColumns(input);
    return this.setting(planning, await this.categories.matching(planning, input), columns, input);
  }

  /** @param columns what becomes of the columns of each */
  private async setting(
    planning: Planning,
    targets: readonly PooledTarget<Category>[],
    columns: Partial<Category>,
    input: CategorySettings,
  ): Promise<Plan> {
    const wanted = await wantedCategoryLists(planning.manager, input);
    const eligibility = this.eligibility.within(planning.manager);
    const { settings } = this.categories;
    const { planned, refused } = await planEach(targets, async (target): Promise<PlannedCategory> => {
      const category = { ...target.thing, ...columns };
      const access = wanted && (await plannedAccess(planning, eligibility, target, wanted));
      const changes = [
        ...differences(settings(target.thing), settings(category)),
        ...((await access?.lists.changes(planning)) ?? []),
      ];
      return { category, thing: plannedThing(target, changes), access };
    });
    const { warnings, ...entry } = await entryPlan(planning, planned);
    const lists = planned.flatMap(({ thing, access }) =>
      (access?.lists.all ?? []).map((list) => ({ ownerId: thing.id, list })),
    );
    return {
      things: planned.map(({ thing }) => thing),
      refused,
      warnings: [...fewWarnings(lists.flatMap(({ list }) => list.warnings)), ...warnings],
      ...entry,
      write: async (tx) => {
        const changed = planned.filter(({ thing }) => thing.changes.length > 0).map(({ thing }) => thing.id);
        await this.categories.updateAll(tx, changed, columns, planning.now);
        await writeLists(tx, lists);
        return planned.map(({ thing }) => thing.id);
      },
    };
  }
}

function givenColumns(input: CategorySettings): Partial<Category> {
  return { ...givenFields(input, ['invitations', 'fileUpload', 'chatHistory']), ...givenDescription(input) };
}

async function plannedAccess(
  planning: Planning,
  eligibility: Eligibility,
  { thing, identity }: PooledTarget<Category>,
  wanted: WantedCategoryLists,
): Promise<PlannedAccess> {
  const lists = await PlannedCategoryLists.of(eligibility.lists, thing.id, wanted);
  const { allowed, denied, creators } = lists;
  const before = await eligibility.wall(thing.id);
  const after = lists.movesWall ? new Wall(before.index, { allowed: allowed.after, denied: denied.after }) : before;
  await refuseOutside(planning, after, identity, creators.added);
  return { lists, before, after };
}

/** What a change of categories does to people: who gains and who loses entry, who is invited, and whose entries lose their effect. */
async function entryPlan(
  planning: Planning,
  planned: readonly PlannedCategory[],
): Promise<Pick<Plan, 'directory' | 'impact' | 'invitations' | 'warnings'>> {
  const [index, ...others] = new Set(planned.flatMap(({ access }) => (access ? [access.before.index] : [])));
  if (others.length) throw new DirectoryMoved();
  const moved = planned.filter(({ access }) => access?.lists.movesWall);
  if (!moved.length) return { directory: index?.version, warnings: [] };

  const rooms = await roomsBehindWalls(
    planning.manager,
    moved.map(({ thing }) => thing.id),
  );
  const changes = moved.map(({ category, access }): WallChange => ({
    name: category.name,
    before: access!.before,
    after: access!.after,
    rooms: rooms.get(category.id)!,
    creators: access!.lists.creators.after,
    invites: category.invitations,
  }));
  const things = new Map(moved.flatMap(({ thing }) => rooms.get(thing.id)!.map(({ id }) => [id, thing])));
  const { invitations, warnings } = newInvitations(await wallInvitees(changes));
  return {
    directory: index!.version,
    impact: planning.wantsImpact ? await entryImpact(changes) : undefined,
    invitations: invitations.map((each) => ({ ...each, by: things.get(each.roomId) })),
    warnings: [...(await cutOffWarnings(planning, changes)), ...warnings],
  };
}
