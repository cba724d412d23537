import { differences } from '../../changes/differences';
import type { Plan } from '../../changes/plan';
import type { Planning } from '../../changes/planning';
import type { EligibilityService } from '../../eligibility/eligibility.service';
import { PlannedRoomLists } from './planned-room-lists';
import { entryImpact } from './room-entry';
import { Room } from './room.entity';
import type { RemoveRoomInput } from './room.inputs';
import type { RoomService } from './room.service';

/** Plans the removal of a room with its lists. */
export class RemoveRoomPlanner {
  constructor(
    private readonly rooms: RoomService,
    private readonly eligibility: EligibilityService,
  ) {}

  async plan(planning: Planning, input: RemoveRoomInput): Promise<Plan> {
    const { manager } = planning;
    const { thing: room, identity } = await this.rooms.target(planning, input);
    const eligibility = this.eligibility.within(manager);
    const lists = await PlannedRoomLists.of(manager, eligibility.lists, room.id, {
      members: null,
      managers: null,
      presenters: null,
    });
    const state = { room, wall: await eligibility.wall(room.categoryId), members: lists.members.before };
    const changes = [...differences(this.rooms.settings(room), null), ...(await lists.changes(manager))];
    return {
      things: [{ type: 'Room', id: room.id, identity, version: room.version, changes }],
      warnings: [],
      directory: state.wall.index.version,
      impact: entryImpact(room.id, state, null),
      write: async (tx) => {
        await lists.write(tx, room.id);
        await tx.delete(Room, room.id);
        return [room.id];
      },
    };
  }
}
