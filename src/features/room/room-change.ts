import { givenFields } from '../../changes/given-fields';
import type { Planning } from '../../changes/planning';
import type { Eligibility } from '../../eligibility/eligibility';
import type { Addin } from '../addin/addin.entity';
import type { Category } from '../category/category.entity';
import { givenDescription } from '../topology/description';
import type { Pool } from '../topology/pool.entity';
import type { PooledTarget } from '../topology/pooled.service';
import type { PlannedRoom } from './planned-room';
import { PlannedRoomLists, type WantedRoomLists } from './planned-room-lists';
import { RoomListsRules } from './room-lists.rules';
import type { RoomReferences } from './room-references';
import { Room } from './room.entity';
import type { RoomSettings } from './room.inputs';
import type { RoomService } from './room.service';

interface RoomPatch {
  columns: Partial<Room>;
  category: Category;
  addin: Addin | null;
}

/** One change of rooms, of one or of thousands: it plans each by the same rules. */
export class RoomChange {
  /** The columns of the settings that the input gives, whatever the room. */
  private readonly given: Partial<Room>;

  /**
   * @param eligibility as the change's transaction sees it
   * @throws GatewayError BAD_USER_INPUT for a value that no room can have.
   */
  constructor(
    private readonly planning: Planning,
    private readonly rooms: RoomService,
    private readonly eligibility: Eligibility,
    private readonly input: RoomSettings & { name?: string },
    private readonly references: RoomReferences,
  ) {
    // What becomes of these depends on the room, but none may be null.
    givenFields(input, ['name', 'category']);
    this.given = {
      ...givenFields(input, ['type', 'privacy', 'invitations', 'disabled']),
      ...givenDescription(input),
    };
  }

  async plan(held: PooledTarget<Room>, wanted: WantedRoomLists): Promise<PlannedRoom> {
    const { thing: room, pool } = held;
    const { columns, category, addin } = await this.patch(pool, room);
    const after = Object.assign(new Room(), room, columns, { category, addin });
    const changes = this.rooms.changes(room, after);
    if (!this.touchesLists(wanted) && !this.touchesEntry) {
      return { held, columns, lists: null, changes, warnings: [], states: null };
    }
    const [wallBefore, wall] = await this.eligibility.walls([room.categoryId, after.categoryId]);
    const lists = await PlannedRoomLists.of(this.eligibility.lists, room.id, wanted);
    const rules = new RoomListsRules(this.planning, this.input, room, after, wall, lists);
    await rules.apply();
    return {
      held,
      columns,
      lists,
      changes: [...changes, ...(await lists.changes(this.planning))],
      warnings: rules.warnings,
      states: {
        before: { room, wall: wallBefore, members: lists.members.before },
        after: { room: after, wall, members: lists.members.after },
      },
    };
  }

  private touchesLists({ members, managers, presenters }: WantedRoomLists): boolean {
    const { category, type } = this.input;
    return [members, managers, presenters, category, type].some((given) => given !== undefined);
  }

  /** Of thousands of rooms it takes long to say who may enter: it is said only to those who ask. */
  private get touchesEntry(): boolean {
    const { privacy, disabled } = this.input;
    return this.planning.wantsImpact && (privacy !== undefined || disabled !== undefined);
  }

  /** The columns that the input changes, and what two of them refer to. */
  private async patch(pool: Pool, room: Room): Promise<RoomPatch> {
    const { input, planning } = this;
    const { name } = input;
    const category = await this.references.category(pool, room);
    const addin = await this.references.addin(pool, room);
    const columns = {
      ...this.given,
      ...(name !== undefined && (await this.rooms.naming(planning.manager, pool, name, room.id))),
      ...(input.category !== undefined && { categoryId: category.id }),
      ...(input.addin !== undefined && { addinId: addin?.id ?? null }),
    };
    return { columns, category, addin };
  }
}
