import type { EntityManager } from 'typeorm';

import { rowsOf } from '../database/rows';
import { idList, sql } from '../database/sql';
import { AccessList } from './access-entry.entity';

/** Keeps with rooms whether they list members: to be called in the transaction that writes the first member of a list, or takes the last one off. */
export async function keepWhetherMembersAreListed(tx: EntityManager, roomIds: readonly number[]): Promise<void> {
  if (!roomIds.length) return;
  await rowsOf(
    tx,
    sql`UPDATE rooms SET lists_members = EXISTS (
        SELECT 1 FROM access_entries entry WHERE entry.list = ${AccessList.MEMBERS} AND entry.owner_id = rooms.id)
      WHERE id IN (${idList(roomIds)})`,
  );
}
