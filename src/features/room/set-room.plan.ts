import { differences } from '../../changes/differences';
import { givenFields } from '../../changes/given-fields';
import type { Plan } from '../../changes/plan';
import type { Planning } from '../../changes/planning';
import type { EligibilityService } from '../../eligibility/eligibility.service';
import { ErrorCode, GatewayError } from '../../errors';
import type { Addin } from '../addin/addin.entity';
import type { AddinService } from '../addin/addin.service';
import type { Category } from '../category/category.entity';
import type { CategoryService } from '../category/category.service';
import { givenDescription } from '../topology/description';
import type { Pool } from '../topology/pool.entity';
import { pooledIdentity } from '../topology/pooled.identity';
import { PlannedRoomLists } from './planned-room-lists';
import { entryImpact, roomInvitations } from './room-entry';
import { RoomListsRules } from './room-lists.rules';
import { Room } from './room.entity';
import type { SetRoomInput } from './room.inputs';
import type { RoomService } from './room.service';

const DECIDE_ENTRY = new Set(['members', 'managers', 'presenters', 'privacy', 'category', 'disabled']);

interface RoomPatch {
  columns: Partial<Room>;
  category: Category;
  addin: Addin | null;
}

/** Plans the change of a room and its lists. */
export class SetRoomPlanner {
  constructor(
    private readonly rooms: RoomService,
    private readonly categories: CategoryService,
    private readonly addins: AddinService,
    private readonly eligibility: EligibilityService,
  ) {}

  async plan(planning: Planning, input: SetRoomInput): Promise<Plan> {
    const { manager, now } = planning;
    const { thing: room, pool, identity } = await this.rooms.toManage(planning, input);
    const { columns, category, addin } = await this.patch(planning, pool, room, input);
    const after = Object.assign(new Room(), room, columns, { category, addin });

    const eligibility = this.eligibility.within(manager);
    const [wallBefore, wall] = await eligibility.walls([room.categoryId, after.categoryId]);
    const lists = await PlannedRoomLists.of(manager, eligibility.lists, room.id, input);
    const rules = new RoomListsRules(planning, input, room, after, wall, lists);
    await rules.apply();

    const states = [
      { room, wall: wallBefore, members: lists.members.before },
      { room: after, wall, members: lists.members.after },
    ] as const;
    const changes = [
      ...differences(this.rooms.settings(room), this.rooms.settings(after)),
      ...(await lists.changes(manager)),
    ];
    return {
      things: [{ type: 'Room', id: room.id, identity, version: room.version, changes }],
      directory: wall.index.version,
      warnings: rules.warnings,
      impact: changes.some(({ path }) => DECIDE_ENTRY.has(path)) ? entryImpact(room.id, ...states) : undefined,
      invitations: roomInvitations(room.id, ...states),
      write: async (tx) => {
        await this.rooms.update(tx, pool, room, columns, now);
        await lists.write(tx, room.id);
        return [room.id];
      },
    };
  }

  /** The columns that the input changes, and what two of them refer to. */
  private async patch(planning: Planning, pool: Pool, room: Room, input: SetRoomInput): Promise<RoomPatch> {
    const {
      name,
      category: categoryIdentity,
      ...switches
    } = givenFields(input, ['name', 'category', 'type', 'privacy', 'invitations', 'disabled']);
    const category =
      categoryIdentity === undefined ? room.category! : await this.newHome(planning, pool, room, categoryIdentity);
    const addin = await this.addin(planning, pool, room, input);
    const columns = {
      ...switches,
      ...givenDescription(input),
      ...(name !== undefined && (await this.rooms.naming(planning.manager, pool, name, room.id))),
      categoryId: category.id,
      addinId: addin?.id ?? null,
    };
    return { columns, category, addin };
  }

  private async newHome(planning: Planning, pool: Pool, room: Room, identity: string): Promise<Category> {
    const named = identity.includes('\\') ? identity : pooledIdentity(pool, identity);
    const category = await this.categories.forRooms(planning, named, 'input.category', room.categoryId);
    if (category.poolId !== pool.id) {
      throw new GatewayError(
        ErrorCode.BAD_USER_INPUT,
        `${room.name} belongs to the pool ${pool.fqdn} and can't move to a category of another.`,
        {
          parameter: 'input.category',
        },
      );
    }
    return category;
  }

  private async addin(planning: Planning, pool: Pool, room: Room, { addin }: SetRoomInput): Promise<Addin | null> {
    if (addin === undefined) return room.addin ?? null;
    return addin === null ? null : this.addins.ofPool(planning, pool, addin, 'input.addin');
  }
}
