import type { EntityManager } from 'typeorm';

import { rowsOf } from '../database/rows';
import { sql } from '../database/sql';
import { AccessList } from './access-entry.entity';

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

/** The rooms behind a category's wall with their lists, in two statements. */
export async function roomsBehindWall(manager: EntityManager, categoryId: number): Promise<RoomBehindWall[]> {
  const rows = await rowsOf(
    manager,
    sql`SELECT id, name, privacy, disabled, invitations FROM rooms WHERE category_id = ${categoryId} ORDER BY sort_key, id`,
  );
  const rooms = rows.map((row): RoomBehindWall => ({
    id: Number(row.id),
    name: String(row.name),
    privacy: String(row.privacy),
    disabled: Boolean(row.disabled),
    inheritsInvitations: row.invitations === 'INHERIT',
    entries: { MEMBERS: [], MANAGERS: [], PRESENTERS: [] },
  }));
  const byId = new Map(rooms.map((room) => [room.id, room]));
  const entries = await rowsOf(
    manager,
    sql`SELECT entry.list, entry.owner_id, entry.principal_id FROM access_entries entry
      JOIN rooms room ON room.id = entry.owner_id
      WHERE room.category_id = ${categoryId} AND entry.list IN (${[AccessList.MEMBERS, AccessList.MANAGERS, AccessList.PRESENTERS]})
      ORDER BY entry.principal_id`,
  );
  for (const { list, owner_id: roomId, principal_id: principalId } of entries) {
    byId.get(Number(roomId))?.entries[list as keyof RoomBehindWall['entries']].push(Number(principalId));
  }
  return rooms;
}
