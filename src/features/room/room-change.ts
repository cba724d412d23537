import { differences } from '../../changes/differences';
import { givenFields } from '../../changes/given-fields';
import type { Planning } from '../../changes/planning';
import type { Eligibility } from '../../eligibility/eligibility';
import { ErrorCode, GatewayError } from '../../errors';
import type { Addin } from '../addin/addin.entity';
import type { AddinService } from '../addin/addin.service';
import type { Category } from '../category/category.entity';
import type { CategoryService } from '../category/category.service';
import { givenDescription } from '../topology/description';
import type { Pool } from '../topology/pool.entity';
import { pooledIdentity } from '../topology/pooled.identity';
import type { PooledTarget } from '../topology/pooled.service';
import type { PlannedRoom } from './planned-room';
import { PlannedRoomLists, type WantedRoomLists } from './planned-room-lists';
import { RoomListsRules } from './room-lists.rules';
import { Room } from './room.entity';
import type { RoomSettings } from './room.inputs';
import type { RoomService } from './room.service';

/** What a change of rooms asks of other things. */
export interface RoomChangeServices {
  rooms: RoomService;
  categories: CategoryService;
  addins: AddinService;
}

interface RoomPatch {
  columns: Partial<Room>;
  category: Category;
  addin: Addin | null;
}

/** One change of rooms, of one or of thousands: it plans each by the same rules, and looks up what they share once. */
export class RoomChange {
  private readonly homes = new Map<number, Promise<Category>>();
  private readonly addins = new Map<number, Promise<Addin>>();

  /** @param eligibility as the change's transaction sees it */
  constructor(
    private readonly planning: Planning,
    private readonly services: RoomChangeServices,
    private readonly eligibility: Eligibility,
    private readonly input: RoomSettings & { name?: string },
    private readonly wanted: WantedRoomLists,
  ) {}

  async plan(held: PooledTarget<Room>): Promise<PlannedRoom> {
    const { thing: room, pool } = held;
    const { columns, category, addin } = await this.patch(pool, room);
    const after = Object.assign(new Room(), room, columns, { category, addin });
    const { rooms } = this.services;
    const changes = differences(rooms.settings(room), rooms.settings(after));
    if (!this.touchesLists && !this.touchesEntry) {
      return { held, columns, lists: null, changes, warnings: [], states: null };
    }
    const [wallBefore, wall] = await this.eligibility.walls([room.categoryId, after.categoryId]);
    const lists = await PlannedRoomLists.of(this.eligibility.lists, room.id, this.wanted);
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

  private get touchesLists(): boolean {
    const { members, managers, presenters, category, type } = this.input;
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
    const {
      name,
      category: _category,
      ...switches
    } = givenFields(input, ['name', 'category', 'type', 'privacy', 'invitations', 'disabled']);
    const category = await this.home(pool, room);
    const addin = await this.addin(pool, room);
    const columns = {
      ...switches,
      ...givenDescription(input),
      ...(name !== undefined && (await this.services.rooms.naming(planning.manager, pool, name, room.id))),
      ...(input.category !== undefined && { categoryId: category.id }),
      ...(input.addin !== undefined && { addinId: addin?.id ?? null }),
    };
    return { columns, category, addin };
  }

  private async home(pool: Pool, room: Room): Promise<Category> {
    const { category: identity } = this.input;
    if (identity === undefined) return room.category!;
    // Where the room stands now matters to its managers alone, and they change one room at a time.
    const category = await once(this.homes, pool.id, () => {
      const named = identity.includes('\\') ? identity : pooledIdentity(pool, identity);
      return this.services.categories.forRooms(this.planning, named, 'input.category', room.categoryId);
    });
    if (category.poolId === pool.id) return category;
    throw new GatewayError(
      ErrorCode.BAD_USER_INPUT,
      `${room.name} belongs to the pool ${pool.fqdn} and can't move to a category of another.`,
      { parameter: 'input.category' },
    );
  }

  private async addin(pool: Pool, room: Room): Promise<Addin | null> {
    const { addin } = this.input;
    if (addin === undefined) return room.addin ?? null;
    if (addin === null) return null;
    return once(this.addins, pool.id, () => this.services.addins.ofPool(this.planning, pool, addin, 'input.addin'));
  }
}

function once<T>(made: Map<number, Promise<T>>, key: number, make: () => Promise<T>): Promise<T> {
  const known = made.get(key) ?? make();
  made.set(key, known);
  return known;
}
