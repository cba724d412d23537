import { HeldBack } from '../../changes/access-lists/held-back';
import { differences } from '../../changes/differences';
import { givenFields } from '../../changes/given-fields';
import type { Plan } from '../../changes/plan';
import type { Planning } from '../../changes/planning';
import { type ChangeWarning, WarningCode } from '../../changes/warning';
import { insertInChunks } from '../../database/insert-in-chunks';
import { principalIdentity } from '../../directory/identity-resolver';
import { principalsByIds } from '../../directory/principals-by-ids';
import { AccessEntry, AccessList } from '../../eligibility/access-entry.entity';
import type { EligibilityService } from '../../eligibility/eligibility.service';
import { ErrorCode, GatewayError } from '../../errors';
import type { AddinService } from '../addin/addin.service';
import { Category } from '../category/category.entity';
import type { CategoryService } from '../category/category.service';
import { givenDescription } from '../topology/description';
import { Pool } from '../topology/pool.entity';
import { pooledIdentity } from '../topology/pooled.identity';
import type { TopologyService } from '../topology/topology.service';
import { addHeldBack, entryImpact, roomInvitees } from './room-entry';
import { RoomInvitations, RoomPrivacy, RoomType } from './room.enums';
import type { NewRoomInput } from './room.inputs';
import type { RoomService } from './room.service';

/** Its members are listed only once it is there. */
const openedToCategory = (name: string): ChangeWarning => ({
  code: WarningCode.OPENED_TO_CATEGORY,
  message: `${name} lists no members yet, and so is open to everybody whom its category allows.`,
});

/** Plans the making of a room. */
export class NewRoomPlanner {
  constructor(
    private readonly rooms: RoomService,
    private readonly categories: CategoryService,
    private readonly addins: AddinService,
    private readonly topology: TopologyService,
    private readonly eligibility: EligibilityService,
  ) {}

  async plan(planning: Planning, input: NewRoomInput): Promise<Plan> {
    const { manager, now } = planning;
    const { category, pool } = await this.home(planning, input);
    const addin =
      typeof input.addin === 'string' ? await this.addins.ofPool(planning, pool, input.addin, 'input.addin') : null;
    const room = {
      description: '',
      descriptionKey: '',
      type: RoomType.NORMAL,
      privacy: RoomPrivacy.CLOSED,
      invitations: RoomInvitations.INHERIT,
      disabled: false,
      ...givenDescription(input),
      ...givenFields(input, ['type', 'privacy', 'invitations', 'disabled']),
      ...(await this.rooms.naming(manager, pool, input.name, null)),
    };
    const managers = await this.managers(planning);
    const state = {
      room: { ...room, category },
      wall: await this.eligibility.within(manager).wall(category.id),
      members: [],
    };
    const states = { before: null, after: state };
    const { index } = state.wall;
    const heldBack = new HeldBack(index.size);
    addHeldBack(heldBack, states);
    const principalIds = Array.from(roomInvitees(states)?.after ?? [], (ordinal) => index.idAt(ordinal));
    const changes = differences(null, this.rooms.settings({ ...room, category, addin }));
    if (managers.length) changes.push({ path: 'managers', added: managers, removed: [] });
    return {
      things: [{ type: 'Room', id: null, identity: pooledIdentity(pool, input.name), version: 0, changes }],
      warnings: [
        ...(room.privacy === RoomPrivacy.OPEN ? [] : [openedToCategory(input.name)]),
        ...heldBack.warnings(input.name),
      ],
      directory: index.version,
      impact: entryImpact(null, states),
      invitations: principalIds.length ? [{ roomId: null, principalIds }] : [],
      write: async (tx) => {
        const keys = { poolId: pool.id, categoryId: category.id, addinId: addin?.id ?? null };
        const row = {
          ...room,
          ...keys,
          contentBytes: 0,
          listsMembers: false,
          version: 1,
          createdAt: now,
          updatedAt: now,
        };
        const id = await this.rooms.insert(tx, pool, row);
        const entries = managers.map(({ principalId }) => ({ list: AccessList.MANAGERS, ownerId: id, principalId }));
        await insertInChunks(tx, AccessEntry, entries);
        return [id];
      },
    };
  }

  /** The category that the room is made in, and its pool: the caller has to be a creator there. */
  private async home(planning: Planning, input: NewRoomInput): Promise<{ category: Category; pool: Pool }> {
    const { manager } = planning;
    const named =
      typeof input.pool === 'string' ? await this.topology.namedOrOnlyPool(manager, input.pool, 'input.pool') : null;
    const identity = named && !input.category.includes('\\') ? pooledIdentity(named, input.category) : input.category;
    const category = await this.categories.forRooms(planning, identity, 'input.category');
    const pool = await manager.findOneByOrFail(Pool, { id: category.poolId });
    if (named && named.id !== pool.id) {
      throw new GatewayError(
        ErrorCode.BAD_USER_INPUT,
        `The category ${input.category} belongs to the pool ${pool.fqdn}, not to ${named.fqdn}.`,
        {
          parameter: 'input.pool',
        },
      );
    }
    return { category, pool };
  }

  /** A creator who makes a room becomes its manager. */
  private async managers({
    manager,
    context: { actor },
  }: Planning): Promise<{ identity: string; principalId: number }[]> {
    const creators = await principalsByIds(manager, actor.principalId === null ? [] : [actor.principalId]);
    return creators.map((creator) => ({ identity: principalIdentity(creator), principalId: creator.id }));
  }
}
