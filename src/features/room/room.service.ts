import DataLoader from 'dataloader';
import { type EntityManager, In } from 'typeorm';

import type { TargetInput } from '../../changes/change.inputs';
import { differences } from '../../changes/differences';
import type { FieldChange } from '../../changes/field-change';
import type { ChangeOutcome } from '../../changes/outcome';
import type { Planning } from '../../changes/planning';
import { rowsOf } from '../../database/rows';
import { ALL, and, sql, type Sql } from '../../database/sql';
import type { Eligibility } from '../../eligibility/eligibility';
import type { EligibilityService } from '../../eligibility/eligibility.service';
import { mayDrawFor, mayFind, mayManage } from '../../eligibility/room-access.conditions';
import { ErrorCode, GatewayError } from '../../errors';
import type { PerRequest, RequestContext } from '../../graphql/context';
import type { Filter } from '../../graphql/filter';
import type { Target } from '../../graphql/target';
import { Addin } from '../addin/addin.entity';
import { Category } from '../category/category.entity';
import type { CategoryService } from '../category/category.service';
import { PooledService, type PooledTarget } from '../topology/pooled.service';
import { Room } from './room.entity';
import { type RoomFilter, roomFilter } from './room.filter';
import type { RoomSelection } from './room.inputs';
import { roomSearch } from './room-search';

const REFERENCES: Readonly<Partial<Record<string, 'categoryId' | 'addinId'>>> = {
  category: 'categoryId',
  addin: 'addinId',
};

const MEGABYTE = 1024 * 1024;

/** Rooms, as each caller may know of them. */
export class RoomService extends PooledService<Room> {
  private readonly filter: Filter<RoomFilter>;

  private readonly drawn: PerRequest<DataLoader<number, boolean>> = (context) =>
    new DataLoader(async (roomIds) => {
      const drawn = await idsAmong(context.read, roomIds, await this.drawable(context, 'room'));
      return roomIds.map((id) => drawn.has(id));
    });

  constructor(
    private readonly eligibility: EligibilityService,
    categories: CategoryService,
  ) {
    super(Room, 'room', (room) => ({
      name: room.name,
      description: room.description,
      category: room.category?.name,
      addin: room.addin?.name ?? null,
      type: room.type,
      privacy: room.privacy,
      invitations: room.invitations,
      disabled: room.disabled,
    }));
    this.filter = roomFilter(eligibility, categories.filter);
  }

  /** The room that is meant, unless the caller may not find it. */
  async find(context: RequestContext, target: Target): Promise<Room> {
    return this.get(context.read, target, {
      visible: await this.visible(context, this.eligibility.for(context), 'thing'),
    });
  }

  /** The rooms with these ids, in their order; null for those that the caller may not know of. */
  async known(context: RequestContext, ids: readonly number[]): Promise<(Room | null)[]> {
    return this.byIds(context.read, ids, await this.visible(context, this.eligibility.for(context), 'thing'));
  }

  /** The room that a change was about; looked up as any other, as a retry answers callers who may not find it any more. */
  async touched(context: RequestContext, { thingId }: ChangeOutcome): Promise<Room | null> {
    const [room = null] = thingId === null ? [] : await this.known(context, [thingId]);
    return room;
  }

  /** The condition on the table `room` for what is asked for, of the rooms that the caller may find. */
  async condition(
    context: RequestContext,
    { where, filter, searchDescription, chatContentExceedsMB }: RoomSelection,
    prefix = '',
  ): Promise<Sql> {
    return and([
      await this.filter.compile(context, where, 'room', `${prefix}where`),
      typeof filter === 'string'
        ? roomSearch(context.read, filter, searchDescription ?? false, `${prefix}filter`)
        : ALL,
      typeof chatContentExceedsMB === 'number' ? exceeds(chatContentExceedsMB, `${prefix}chatContentExceedsMB`) : ALL,
      await this.visible(context, this.eligibility.for(context), 'room'),
    ]);
  }

  /** Which rooms the caller may find; administrators and viewers find all. */
  async visible(context: RequestContext, eligibility: Eligibility, alias: string): Promise<Sql> {
    const { principalId } = context.actor;
    return principalId === null ? ALL : mayFind(alias, await eligibility.subject(principalId));
  }

  /** The rooms that a mutation of many is about, held until the commit. */
  async matching(planning: Planning, input: RoomSelection): Promise<PooledTarget<Room>[]> {
    return this.targets(planning, 'room', await this.condition(planning.context, input, 'input.'));
  }

  /** The room that a mutation is about; a principal has to be its manager. */
  async toManage(planning: Planning, input: TargetInput): Promise<PooledTarget<Room>> {
    const { manager, context } = planning;
    const eligibility = this.eligibility.within(manager);
    const target = await this.hold(planning, input, await this.visible(context, eligibility, 'thing'));
    const { principalId } = context.actor;
    if (principalId !== null) {
      const may = mayManage('room', await eligibility.subject(principalId));
      if ((await idsAmong(manager, [target.thing.id], may)).size === 0)
        throw new GatewayError(ErrorCode.FORBIDDEN, `Only managers of the room "${target.identity}" change it.`);
    }
    this.checkVersion(input, target);
    return target;
  }

  /** Refuses callers who draw no list from the room: neither administrators nor viewers, nor its managers, nor creators in its category. */
  async checkMayDrawFor(context: RequestContext, room: Room): Promise<void> {
    if (context.actor.principalId === null || (await context.the(this.drawn).load(room.id))) return;
    throw new GatewayError(ErrorCode.FORBIDDEN, `Only managers of the room "${room.name}" see who is eligible in it.`);
  }

  /** Of which rooms the caller sees who may do what there: the condition on the table `room`, under that alias, of {@link checkMayDrawFor}. */
  async drawable(context: RequestContext, alias: string): Promise<Sql> {
    const { principalId } = context.actor;
    return principalId === null ? ALL : mayDrawFor(alias, await this.eligibility.for(context).subject(principalId));
  }

  /** In what a room differs before and after a change, with the ids of the things that it names. */
  changes(before: Room | null, after: Room | null): FieldChange[] {
    const [from, to] = [before, after].map((room) => room && this.settings(room));
    return differences(from!, to!).map((change) => {
      const key = REFERENCES[change.path];
      return key ? { ...change, beforeId: before?.[key] ?? null, afterId: after?.[key] ?? null } : change;
    });
  }

  /** Until the commit the categories keep their walls: the rooms' lists were checked against them. */
  protected override async completeAll(planning: Planning, rooms: readonly Room[]): Promise<void> {
    const categories = await byId(planning.allToRestOn(Category, idsOf(rooms, 'categoryId')));
    const addins = await byId(planning.manager.findBy(Addin, { id: In(idsOf(rooms, 'addinId')) }));
    for (const room of rooms) {
      room.category = categories.get(room.categoryId)!;
      room.addin = room.addinId === null ? null : addins.get(room.addinId)!;
    }
  }
}

/** Which of the rooms meet a condition on the table `room`. */
async function idsAmong(manager: EntityManager, roomIds: readonly number[], condition: Sql): Promise<Set<number>> {
  const rows = await rowsOf(
    manager,
    sql`SELECT room.id FROM rooms room WHERE room.id IN (${[...roomIds]}) AND ${condition}`,
  );
  return new Set(rows.map((row) => Number(row.id)));
}

function idsOf(rooms: readonly Room[], property: 'categoryId' | 'addinId'): number[] {
  return [...new Set(rooms.map((room) => room[property]))].filter((id) => id !== null);
}

async function byId<T extends { id: number }>(rows: Promise<T[]>): Promise<Map<number, T>> {
  return new Map((await rows).map((row) => [row.id, row]));
}

function exceeds(megabytes: number, parameter: string): Sql {
  if (megabytes < 0) {
    const message = `"chatContentExceedsMB" is ${megabytes}; it can't be negative.`;
    throw new GatewayError(ErrorCode.BAD_USER_INPUT, message, { parameter });
  }
  return sql`room.content_bytes > ${megabytes * MEGABYTE}`;
}
