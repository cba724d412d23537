import type { ChangeService } from '../../changes/change.service';
import type { ChangeOutcome } from '../../changes/outcome';
import type { RequestContext } from '../../graphql/context';
import type { NewRoomPlanner } from './new-room.plan';
import type { RemoveRoomPlanner } from './remove-room.plan';
import type { NewRoomInput, RemoveRoomInput, RemoveRoomsInput, SetRoomInput, SetRoomsInput } from './room.inputs';
import type { SetRoomPlanner } from './set-room.plan';

/** Makes, changes and removes rooms. */
export class RoomChangesService {
  constructor(
    private readonly changes: ChangeService,
    private readonly making: NewRoomPlanner,
    private readonly setting: SetRoomPlanner,
    private readonly removing: RemoveRoomPlanner,
  ) {}

  create(context: RequestContext, input: NewRoomInput): Promise<ChangeOutcome> {
    return this.changes.make(context, {
      operation: 'newRoom',
      input,
      plan: (planning) => this.making.plan(planning, input),
    });
  }

  set(context: RequestContext, input: SetRoomInput): Promise<ChangeOutcome> {
    return this.changes.make(context, {
      operation: 'setRoom',
      input,
      plan: (planning) => this.setting.plan(planning, input),
    });
  }

  remove(context: RequestContext, input: RemoveRoomInput): Promise<ChangeOutcome> {
    return this.changes.make(context, {
      operation: 'removeRoom',
      input,
      plan: (planning) => this.removing.plan(planning, input),
    });
  }

  /** @param showsImpact whether somebody asks who gains and who loses entry */
  setMany(context: RequestContext, input: SetRoomsInput, showsImpact: boolean): Promise<ChangeOutcome> {
    return this.changes.make(context, {
      operation: 'setRooms',
      input,
      showsImpact,
      plan: (planning) => this.setting.planMany(planning, input),
    });
  }

  /** @param showsImpact whether somebody asks who loses entry */
  removeMany(context: RequestContext, input: RemoveRoomsInput, showsImpact: boolean): Promise<ChangeOutcome> {
    return this.changes.make(context, {
      operation: 'removeRooms',
      input,
      showsImpact,
      plan: (planning) => this.removing.planMany(planning, input),
    });
  }
}
