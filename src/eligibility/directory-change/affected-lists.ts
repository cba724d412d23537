import type { EntityManager } from 'typeorm';

import { type Row, rowsOf } from '../../database/rows';
import { type Sql, idList, sql } from '../../database/sql';
import { isListEmpty } from '../access-entry.conditions';
import { AccessList } from '../access-entry.entity';
import { beyond, chunked, pages, ROWS_PER_TURN } from '../row-pages';

/** Entries of a category's lists, as principal ids. */
export interface WallEntries {
  allowed: number[];
  denied: number[];
}

/** A room with a list of members, with entries of it. */
export interface RoomOfMembers {
  categoryId: number;
  members: number[];
}

/** The access lists that decide who enters rooms, as far as principals whom a change concerns are on them. */
export class AffectedLists {
  /** @param manager what it doesn't see is no part of the answers. */
  constructor(private readonly manager: EntityManager) {}

  /** Whether there is any list at all on which somebody is. */
  async areThereAny(): Promise<boolean> {
    const rows = await rowsOf(this.manager, sql`SELECT 1 FROM access_entries LIMIT 1`);
    return rows.length > 0;
  }

  /** Those of the principals who are on any of the lists. */
  async listed(principalIds: readonly number[]): Promise<number[]> {
    const lists = [AccessList.ALLOWED, AccessList.DENIED, AccessList.MEMBERS];
    const statement = (ids: Sql) => sql`
      SELECT DISTINCT entry.principal_id FROM access_entries entry
      WHERE entry.principal_id IN (${ids}) AND entry.list IN (${lists})`;
    const listed: number[] = [];
    for await (const rows of this.rowsOf(principalIds, statement)) {
      for (const row of rows) listed.push(Number(row.principal_id));
    }
    return listed;
  }

  /** The entries of the principals on the lists of categories. */
  async walls(principalIds: readonly number[]): Promise<Map<number, WallEntries>> {
    const walls = new Map<number, WallEntries>();
    for (const [list, role] of [
      [AccessList.ALLOWED, 'allowed'],
      [AccessList.DENIED, 'denied'],
    ] as const) {
      const statement = (ids: Sql, last: Row | undefined) => sql`
        SELECT entry.principal_id, entry.owner_id FROM access_entries entry
        WHERE entry.principal_id IN (${ids}) AND entry.list = ${list} AND ${beyond(last, 'principal_id', 'owner_id')}
        ORDER BY entry.principal_id, entry.owner_id LIMIT ${ROWS_PER_TURN}`;
      for await (const rows of this.rowsOf(principalIds, statement)) {
        for (const row of rows) {
          const categoryId = Number(row.owner_id);
          if (!walls.has(categoryId)) walls.set(categoryId, { allowed: [], denied: [] });
          walls.get(categoryId)![role].push(Number(row.principal_id));
        }
      }
    }
    return walls;
  }

  /** The entries of the principals in rooms that only members enter, by the rooms' ids. */
  membersOnlyRooms(principalIds: readonly number[]): Promise<Map<number, RoomOfMembers>> {
    return this.roomsOfMembers(principalIds, sql`room.disabled = ${0} AND room.privacy <> ${'OPEN'}`);
  }

  /** The entries of the principals in the rooms of the categories that take over their invitations, by the rooms' ids. */
  invitingRooms(principalIds: readonly number[], categoryIds: Iterable<number>): Promise<Map<number, RoomOfMembers>> {
    const condition = sql`room.category_id IN (${idList(categoryIds)}) AND room.invitations = ${'INHERIT'}`;
    return this.roomsOfMembers(principalIds, condition);
  }

  /** How many rooms of each of the categories everybody inside its wall enters. */
  async roomsForAllInside(categoryIds: readonly number[]): Promise<Map<number, number>> {
    if (categoryIds.length === 0) return new Map();
    const statement = (last: Row | undefined) => sql`
      SELECT room.id, room.category_id,
        CASE WHEN room.privacy = ${'OPEN'} OR ${isListEmpty('room', AccessList.MEMBERS)} THEN 1 ELSE 0 END AS for_all
      FROM rooms room
      WHERE room.id > ${last?.id ?? 0} AND room.category_id IN (${idList(categoryIds)}) AND room.disabled = ${0}
      ORDER BY room.id LIMIT ${ROWS_PER_TURN}`;
    const counts = new Map<number, number>();
    for await (const rows of pages(this.manager, ROWS_PER_TURN, statement)) {
      for (const { category_id: categoryId, for_all: forAll } of rows)
        counts.set(Number(categoryId), (counts.get(Number(categoryId)) ?? 0) + Number(forAll));
    }
    return counts;
  }

  /** Those of the categories that have invitations on. */
  async invitingCategories(categoryIds: readonly number[]): Promise<Set<number>> {
    if (categoryIds.length === 0) return new Set();
    const rows = await rowsOf(
      this.manager,
      sql`SELECT id FROM categories WHERE id IN (${idList(categoryIds)}) AND invitations = ${1}`,
    );
    return new Set(rows.map(({ id }) => Number(id)));
  }

  /** The rooms of each of the categories that invite everybody inside its wall, by ascending id. */
  async roomsInvitingAllInside(categoryIds: readonly number[]): Promise<Map<number, number[]>> {
    if (categoryIds.length === 0) return new Map();
    const statement = (last: Row | undefined) => sql`
      SELECT room.id, room.category_id FROM rooms room
      WHERE room.id > ${last?.id ?? 0} AND room.category_id IN (${idList(categoryIds)})
        AND room.invitations = ${'INHERIT'} AND ${isListEmpty('room', AccessList.MEMBERS)}
      ORDER BY room.id LIMIT ${ROWS_PER_TURN}`;
    const rooms = new Map<number, number[]>(categoryIds.map((id) => [id, []]));
    for await (const rows of pages(this.manager, ROWS_PER_TURN, statement)) {
      for (const { id, category_id: categoryId } of rows) rooms.get(Number(categoryId))!.push(Number(id));
    }
    return rooms;
  }

  private async roomsOfMembers(principalIds: readonly number[], which: Sql): Promise<Map<number, RoomOfMembers>> {
    const statement = (ids: Sql, last: Row | undefined) => sql`
      SELECT entry.principal_id, entry.owner_id, room.category_id
      FROM access_entries entry JOIN rooms room ON room.id = entry.owner_id
      WHERE entry.principal_id IN (${ids}) AND entry.list = ${AccessList.MEMBERS}
        AND ${which} AND ${beyond(last, 'principal_id', 'owner_id')}
      ORDER BY entry.principal_id, entry.owner_id LIMIT ${ROWS_PER_TURN}`;
    const rooms = new Map<number, RoomOfMembers>();
    for await (const rows of this.rowsOf(principalIds, statement)) {
      for (const row of rows) {
        const roomId = Number(row.owner_id);
        if (!rooms.has(roomId)) rooms.set(roomId, { categoryId: Number(row.category_id), members: [] });
        rooms.get(roomId)!.members.push(Number(row.principal_id));
      }
    }
    return rooms;
  }

  private async *rowsOf(
    principalIds: readonly number[],
    statement: (ids: Sql, last: Row | undefined) => Sql,
  ): AsyncGenerator<Row[]> {
    for await (const ids of chunked(principalIds))
      yield* pages(this.manager, ROWS_PER_TURN, (last) => statement(idList(ids), last));
  }
}
