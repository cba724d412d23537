import { checkSelection } from '../../changes/bulk/bulk.inputs';
import { DirectoryMoved } from '../../changes/directory-moved';
import type { Plan } from '../../changes/plan';
import type { Planning } from '../../changes/planning';
import { idList, sql } from '../../database/sql';
import type { EligibilityService } from '../../eligibility/eligibility.service';
import { type AccessReview, reviewAccess } from '../../eligibility/review/access-review';
import { CATEGORY_LISTS, ROOM_LISTS } from '../../eligibility/review/list-finding';
import { ErrorCode, GatewayError } from '../../errors';
import type { CategoryChangesService } from '../category/category-changes.service';
import type { Category } from '../category/category.entity';
import type { CategoryService } from '../category/category.service';
import { joinedPlan } from '../revert/joined-plan';
import type { RoomListsService } from '../room/room-lists.service';
import type { Room } from '../room/room.entity';
import type { RoomService } from '../room/room.service';
import type { PooledTarget } from '../topology/pooled.service';
import type { TopologyService } from '../topology/topology.service';
import type { AccessReviews, ReviewedThing } from './access-reviews';
import { denialsGivenUp } from './denials-given-up';
import { EntriesToRemove } from './entries-to-remove';
import type { FindingTests } from './finding-test';
import { MatchingFindings } from './matching-findings';
import type { RemoveAccessEntriesInput } from './remove-access-entries.inputs';

/** What a removal asks of other things. */
export interface RemovalServices {
  topology: TopologyService;
  categories: CategoryService;
  categoryChanges: CategoryChangesService;
  rooms: RoomService;
  roomLists: RoomListsService;
  eligibility: EligibilityService;
}

/** The owners of lists, held until the commit. */
interface HeldOwners {
  categories: PooledTarget<Category>[];
  rooms: PooledTarget<Room>[];
}

/** Plans the removal of the entries that a review finds. */
export class RemoveAccessEntriesPlanner {
  constructor(
    private readonly services: RemovalServices,
    private readonly reviews: AccessReviews,
    private readonly tests: FindingTests,
  ) {}

  async plan(planning: Planning, input: RemoveAccessEntriesInput): Promise<Plan> {
    checkSelection(input, ['where']);
    const { context, committing } = planning;
    const thing = await this.reviewed(planning, input);
    const review = await this.reviews.of(context.read, this.services.eligibility.for(context), thing);
    const found = await this.entries(planning, review, input);
    const held = await this.hold(planning, found);
    // The lists of what is held can't change any more: so it is looked at once more.
    const heldReview = committing ? await this.reviewAgain(planning, held) : review;
    const entries = committing ? await this.entries(planning, heldReview, input) : found;
    await entries.name(planning);
    const plan = joinedPlan([
      await this.planRooms(planning, held, entries, input.force ?? false),
      await this.planCategories(planning, held, entries),
    ]);
    if (plan.directory !== undefined && plan.directory !== heldReview.directory) throw new DirectoryMoved();
    return plan;
  }

  private async reviewed({ manager }: Planning, { pool, category }: RemoveAccessEntriesInput): Promise<ReviewedThing> {
    const { categories, topology } = this.services;
    if (typeof category !== 'string') {
      return { poolId: (await topology.namedOrOnlyPool(manager, pool, 'input.pool')).id };
    }
    if (typeof pool === 'string') {
      throw new GatewayError(ErrorCode.BAD_USER_INPUT, 'Give "pool" or "category", not both.', {
        parameter: 'input.pool',
      });
    }
    return { categoryId: (await categories.named(manager, category, 'input.category')).id };
  }

  private async entries(
    { context, manager }: Planning,
    review: AccessReview,
    { where }: RemoveAccessEntriesInput,
  ): Promise<EntriesToRemove> {
    const test = await this.tests.test(context, manager, where, 'input.where');
    return new EntriesToRemove(await MatchingFindings.of(review, test));
  }

  private async hold(planning: Planning, { categoryIds, roomIds }: EntriesToRemove): Promise<HeldOwners> {
    const { categories, rooms } = this.services;
    return {
      rooms: await rooms.targets(planning, 'room', sql`room.id IN (${idList(roomIds)})`),
      categories: await categories.targets(planning, 'category', sql`category.id IN (${idList(categoryIds)})`),
    };
  }

  private async reviewAgain(planning: Planning, { categories, rooms }: HeldOwners): Promise<AccessReview> {
    const index = await this.services.eligibility.within(planning.manager).index();
    const ids = new Set([...categories.map(({ thing }) => thing.id), ...rooms.map(({ thing }) => thing.categoryId)]);
    return reviewAccess(planning.manager, index, sql`category.id IN (${idList(ids)})`);
  }

  private planRooms(
    planning: Planning,
    { rooms }: HeldOwners,
    entries: EntriesToRemove,
    force: boolean,
  ): Promise<Plan> {
    const wishes = rooms.flatMap((room) => {
      const from = entries.fromRoom(room.thing.id);
      if (!from) return [];
      const [members, managers, presenters] = ROOM_LISTS.map(from);
      return [{ ...room, wanted: { members, managers, presenters } }];
    });
    return this.services.roomLists.planRemoval(planning, wishes, force);
  }

  private async planCategories(
    planning: Planning,
    { categories }: HeldOwners,
    entries: EntriesToRemove,
  ): Promise<Plan> {
    const wishes = categories.flatMap((category) => {
      const from = entries.fromCategory(category.thing.id);
      if (!from) return [];
      const [allowedMembers, deniedMembers, creators] = CATEGORY_LISTS.map(from);
      return [{ ...category, wanted: { allowedMembers, deniedMembers, creators } }];
    });
    const plan = await this.services.categoryChanges.planLists(planning, wishes);
    const givenUp = plan.things.flatMap(({ id, identity }) => denialsGivenUp(identity, entries.denialsOf(id!)));
    return { ...plan, warnings: [...plan.warnings, ...givenUp] };
  }
}
