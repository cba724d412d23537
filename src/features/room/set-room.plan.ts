import { checkSelection } from '../../changes/bulk.inputs';
import { fewWarnings } from '../../changes/few-warnings';
import { plannedThing } from '../../changes/held-thing';
import { planEach } from '../../changes/plan-each';
import type { Plan } from '../../changes/plan';
import type { Planning } from '../../changes/planning';
import type { EligibilityService } from '../../eligibility/eligibility.service';
import { entryPlan, type PlannedRoom, writeRooms } from './planned-room';
import { wantedRoomLists } from './planned-room-lists';
import { RoomChange, type RoomChangeServices } from './room-change';
import { SELECTING_ROOMS, type RoomSettings, type SetRoomInput, type SetRoomsInput } from './room.inputs';

/** Plans the change of rooms and their lists. */
export class SetRoomPlanner {
  constructor(
    private readonly services: RoomChangeServices,
    private readonly eligibility: EligibilityService,
  ) {}

  async plan(planning: Planning, input: SetRoomInput): Promise<Plan> {
    const held = await this.services.rooms.toManage(planning, input);
    const change = await this.change(planning, input);
    return this.planOf(planning, [await change.plan(held)]);
  }

  async planMany(planning: Planning, input: SetRoomsInput): Promise<Plan> {
    checkSelection(input, SELECTING_ROOMS);
    const held = await this.services.rooms.matching(planning, input);
    const change = await this.change(planning, input);
    const { planned, refused } = await planEach(held, (room) => change.plan(room));
    return { ...this.planOf(planning, planned), refused };
  }

  private async change(planning: Planning, input: RoomSettings): Promise<RoomChange> {
    const wanted = await wantedRoomLists(planning.manager, input);
    return new RoomChange(planning, this.services, this.eligibility.within(planning.manager), input, wanted);
  }

  private planOf({ now }: Planning, planned: readonly PlannedRoom[]): Plan {
    const things = planned.map(({ held, changes }) => plannedThing(held, changes));
    return {
      things,
      warnings: fewWarnings(planned.flatMap(({ warnings }) => warnings)),
      ...entryPlan(planned, things),
      write: async (tx) => {
        await writeRooms(tx, this.services.rooms, planned, now);
        return planned.map(({ held }) => held.thing.id);
      },
    };
  }
}
