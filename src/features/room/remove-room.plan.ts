import { checkSelection } from '../../changes/bulk/bulk.inputs';
import { planEach, planOfOne } from '../../changes/bulk/plan-each';
import type { Plan } from '../../changes/plan';
import type { Planning } from '../../changes/planning';
import type { Eligibility } from '../../eligibility/eligibility';
import type { EligibilityService } from '../../eligibility/eligibility.service';
import type { PooledTarget } from '../topology/pooled.service';
import { type PlannedRoom, removedRooms } from './planned-room';
import { PlannedRoomLists } from './planned-room-lists';
import type { Room } from './room.entity';
import { type RemoveRoomInput, type RemoveRoomsInput, SELECTING_ROOMS } from './room.inputs';
import type { RoomService } from './room.service';

const CLEARED = { members: null, managers: null, presenters: null };

/** Plans the removal of rooms with their lists. */
export class RemoveRoomPlanner {
  constructor(
    private readonly rooms: RoomService,
    private readonly eligibility: EligibilityService,
  ) {}

  async plan(planning: Planning, input: RemoveRoomInput): Promise<Plan> {
    const held = await this.rooms.target(planning, input);
    return planOfOne(await this.planAll(planning, [held]));
  }

  async planMany(planning: Planning, input: RemoveRoomsInput): Promise<Plan> {
    checkSelection(input, SELECTING_ROOMS);
    return this.planAll(planning, await this.rooms.matching(planning, input));
  }

  /** Plans the removal of rooms that are held. */
  async planAll(planning: Planning, held: readonly PooledTarget<Room>[]): Promise<Plan> {
    const eligibility = this.eligibility.within(planning.manager);
    const { planned, refused } = await planEach(held, (room) => this.removal(planning, eligibility, room));
    return { ...(await removedRooms(this.rooms, planned)), refused };
  }

  private async removal(planning: Planning, eligibility: Eligibility, held: PooledTarget<Room>): Promise<PlannedRoom> {
    const room = held.thing;
    const lists = await PlannedRoomLists.of(eligibility.lists, room.id, CLEARED);
    const before = planning.wantsImpact
      ? { room, wall: await eligibility.wall(room.categoryId), members: lists.members.before }
      : null;
    return {
      held,
      columns: {},
      lists,
      changes: [...this.rooms.changes(room, null), ...(await lists.changes(planning))],
      warnings: [],
      states: before && { before, after: null },
    };
  }
}
