import type { EntityManager } from 'typeorm';

import { concatenatedIds, rowsOf } from '../database/rows';
import { idList, sql } from '../database/sql';
import { AccessList } from './access-entry.entity';
import { chunked } from './row-pages';

/** A room of a category, as far as the category's wall is concerned. */
export interface RoomBehindWall {
  id: number;
  name: string;
  privacy: string;
  disabled: boolean;
  inheritsInvitations: boolean;
  /** The principals on each of its lists, ascending. */
  entries: Record<AccessList.MEMBERS | AccessList.MANAGERS | AccessList.PRESENTERS, number[]>;
}

/** The rooms behind the walls of categories with their lists, by the id of the category and by name. */
export async function roomsBehindWalls(
  manager: EntityManager,
  categoryIds: readonly number[],
): Promise<Map<number, RoomBehindWall[]>> {
  const behind = new Map<number, RoomBehindWall[]>(categoryIds.map((id) => [id, []]));
  const rows = await rowsOf(
    manager,
    sql`SELECT id, category_id, name, privacy, disabled, invitations FROM rooms
      WHERE category_id IN (${idList(categoryIds)}) ORDER BY sort_key, id`,
  );
  const byId = new Map<number, RoomBehindWall>();
  for (const row of rows) {
    const room: RoomBehindWall = {
      id: Number(row.id),
      name: String(row.name),
      privacy: String(row.privacy),
      disabled: Boolean(row.disabled),
      inheritsInvitations: row.invitations === 'INHERIT',
      entries: { MEMBERS: [], MANAGERS: [], PRESENTERS: [] },
    };
    behind.get(Number(row.category_id))!.push(room);
    byId.set(room.id, room);
  }
  for await (const ids of chunked([...byId.keys()])) await readEntries(manager, ids, byId);
  return behind;
}

async function readEntries(
  manager: EntityManager,
  roomIds: readonly number[],
  rooms: ReadonlyMap<number, RoomBehindWall>,
): Promise<void> {
  const entries = await rowsOf(
    manager,
    sql`SELECT list, owner_id, GROUP_CONCAT(principal_id) AS principal_ids FROM access_entries
      WHERE list IN (${[AccessList.MEMBERS, AccessList.MANAGERS, AccessList.PRESENTERS]}) AND owner_id IN (${idList(roomIds)})
      GROUP BY list, owner_id`,
  );
  for (const { list, owner_id: roomId, principal_ids: ids } of entries) {
    rooms.get(Number(roomId))!.entries[list as keyof RoomBehindWall['entries']] = concatenatedIds(ids);
  }
}
