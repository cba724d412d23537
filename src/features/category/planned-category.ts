import { refuseOutside } from '../../changes/access-lists/wall-check';
import {
  cutOffWarnings,
  entryImpact,
  heldBackWarnings,
  type WallChange,
  wallInvitees,
} from '../../changes/access-lists/wall-change';
import type { OwnedList } from '../../changes/access-lists/write-lists';
import { DirectoryMoved } from '../../changes/directory-moved';
import { fewWarnings } from '../../changes/bulk/few-warnings';
import { newInvitations } from '../../changes/new-invitations';
import type { Plan, PlannedThing } from '../../changes/plan';
import type { Planning } from '../../changes/planning';
import type { Eligibility } from '../../eligibility/eligibility';
import { roomsBehindWalls } from '../../eligibility/rooms-behind-wall';
import { Wall } from '../../eligibility/wall';
import type { PooledTarget } from '../topology/pooled.service';
import type { Category } from './category.entity';
import { PlannedCategoryLists, type WantedCategoryLists } from './planned-category-lists';

/** A category, and what is wanted of it. */
export interface CategoryWish extends PooledTarget<Category> {
  columns: Partial<Category>;
  /** Null where nothing is wanted of the lists. */
  wanted: WantedCategoryLists | null;
}

/** What a change makes of one category. */
export interface PlannedCategory {
  /** As it will be. */
  category: Pick<Category, 'id' | 'name' | 'invitations'>;
  columns: Partial<Category>;
  thing: PlannedThing & { id: number };
  /** Null where nothing is said of them. */
  access: PlannedAccess | null;
}

interface PlannedAccess {
  lists: PlannedCategoryLists;
  before: Wall;
  after: Wall;
}

/** Null where nothing is wanted of the lists. */
export async function plannedAccess(
  planning: Planning,
  eligibility: Eligibility,
  { thing, identity, wanted }: Pick<CategoryWish, 'thing' | 'identity' | 'wanted'>,
): Promise<PlannedAccess | null> {
  if (!wanted) return null;
  const lists = await PlannedCategoryLists.of(eligibility.lists, thing.id, wanted);
  const { allowed, denied, creators } = lists;
  const before = await eligibility.wall(thing.id);
  const after = lists.movesWall ? new Wall(before.index, { allowed: allowed.after, denied: denied.after }) : before;
  await refuseOutside(planning, after, identity, creators.added);
  return { lists, before, after };
}

/** What is planned of categories, but for the writing of it. */
export async function categoriesPlan(
  planning: Planning,
  planned: readonly PlannedCategory[],
): Promise<Omit<Plan, 'write' | 'refused'>> {
  const { warnings, ...entry } = await entryPlan(planning, planned);
  return {
    things: planned.map(({ thing }) => thing),
    warnings: [...fewWarnings(ownedLists(planned).flatMap(({ list }) => list.warnings)), ...warnings],
    ...entry,
  };
}

export function ownedLists(planned: readonly PlannedCategory[]): OwnedList[] {
  return planned.flatMap(({ thing, access }) => (access?.lists.all ?? []).map((list) => ({ ownerId: thing.id, list })));
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
    warnings: [...(await cutOffWarnings(planning, changes)), ...warnings, ...(await heldBackWarnings(changes))],
  };
}
