import { checkSelection } from '../../changes/bulk/bulk.inputs';
import { planEach } from '../../changes/bulk/plan-each';
import type { Plan } from '../../changes/plan';
import type { Planning } from '../../changes/planning';
import type { EligibilityService } from '../../eligibility/eligibility.service';
import type { AddinService } from '../addin/addin.service';
import type { CategoryService } from '../category/category.service';
import { changedRooms } from './planned-room';
import { wantedRoomLists } from './planned-room-lists';
import { RoomChange } from './room-change';
import { NamedReferences } from './room-references';
import { SELECTING_ROOMS, type RoomSettings, type SetRoomInput, type SetRoomsInput } from './room.inputs';
import type { RoomService } from './room.service';

/** What a change of rooms asks of other things. */
export interface RoomChangeServices {
  rooms: RoomService;
  categories: CategoryService;
  addins: AddinService;
}

/** Plans the change of rooms and their lists. */
export class SetRoomPlanner {
  constructor(
    private readonly services: RoomChangeServices,
    private readonly eligibility: EligibilityService,
  ) {}

  async plan(planning: Planning, input: SetRoomInput): Promise<Plan> {
    const held = await this.services.rooms.toManage(planning, input);
    const wanted = await wantedRoomLists(planning.manager, input);
    const change = this.change(planning, input, new NamedReferences(planning, this.services, input));
    return changedRooms(this.services.rooms, [await change.plan(held, wanted)], planning.now);
  }

  async planMany(planning: Planning, input: SetRoomsInput): Promise<Plan> {
    checkSelection(input, SELECTING_ROOMS);
    const held = await this.services.rooms.matching(planning, input);
    const wanted = await wantedRoomLists(planning.manager, input);
    const references = new NamedReferences(planning, this.services, input);
    const change = this.change(planning, input, references);
    await references.check();
    const { planned, refused } = await planEach(held, (room) => change.plan(room, wanted));
    return { ...(await changedRooms(this.services.rooms, planned, planning.now)), refused };
  }

  private change(planning: Planning, input: RoomSettings, references: NamedReferences): RoomChange {
    return new RoomChange(planning, this.services.rooms, this.eligibility.within(planning.manager), input, references);
  }
}
