import { checkSelection } from '../../changes/bulk.inputs';
import { differences } from '../../changes/differences';
import { plannedThing } from '../../changes/held-thing';
import { planEach } from '../../changes/plan-each';
import type { Plan } from '../../changes/plan';
import type { Planning } from '../../changes/planning';
import { writeLists } from '../../changes/access-lists/write-lists';
import { idList } from '../../database/sql';
import type { Eligibility } from '../../eligibility/eligibility';
import type { EligibilityService } from '../../eligibility/eligibility.service';
import type { PooledTarget } from '../topology/pooled.service';
import { entryPlan, ownedLists, type PlannedRoom } from './planned-room';
import { PlannedRoomLists } from './planned-room-lists';
import { Room } from './room.entity';
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
    return this.planOf([await this.removal(planning, this.eligibility.within(planning.manager), held)]);
  }

  async planMany(planning: Planning, input: RemoveRoomsInput): Promise<Plan> {
    checkSelection(input, SELECTING_ROOMS);
    const held = await this.rooms.matching(planning, input);
    const eligibility = this.eligibility.within(planning.manager);
    const { planned, refused } = await planEach(held, (room) => this.removal(planning, eligibility, room));
    return { ...this.planOf(planned), refused };
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
      changes: [...differences(this.rooms.settings(room), null), ...(await lists.changes(planning))],
      warnings: [],
      states: before && { before, after: null },
    };
  }

  private planOf(planned: readonly PlannedRoom[]): Plan {
    const things = planned.map(({ held, changes }) => plannedThing(held, changes));
    const ids = planned.map(({ held }) => held.thing.id);
    return {
      things,
      warnings: [],
      ...entryPlan(planned, things),
      write: async (tx) => {
        await writeLists(tx, ownedLists(planned));
        await tx
          .createQueryBuilder()
          .delete()
          .from(Room)
          .where(`id IN (${idList(ids).text})`)
          .execute();
        return ids;
      },
    };
  }
}
