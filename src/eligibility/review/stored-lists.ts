import type { EntityManager } from 'typeorm';

import { concatenatedIds, type Row, rowsOf } from '../../database/rows';
import { idList, sql } from '../../database/sql';
import type { AccessList } from '../access-entry.entity';
import { beyond, chunked } from '../row-pages';

/** The embedded store answers on the thread that asks: so many hold everybody else up for some milliseconds. */
const ENTRIES_PER_STATEMENT = 10_000;

/** The principals on lists of one kind, ascending, by the ids of their owners; those that are empty are left out. */
export async function storedLists(
  manager: EntityManager,
  list: AccessList,
  ownerIds: readonly number[],
): Promise<Map<number, number[]>> {
  const lists = new Map<number, number[]>();
  for await (const ids of chunked(ownerIds)) {
    let last: Row | undefined;
    let count: number;
    do {
      const rows = await rowsOf(
        manager,
        sql`SELECT owner_id, MAX(principal_id) AS principal_id, GROUP_CONCAT(principal_id) AS principal_ids
          FROM (SELECT owner_id, principal_id FROM access_entries
            WHERE list = ${list} AND owner_id IN (${idList(ids)}) AND ${beyond(last, 'owner_id', 'principal_id')}
            ORDER BY owner_id, principal_id LIMIT ${ENTRIES_PER_STATEMENT}) entry
          GROUP BY owner_id ORDER BY owner_id`,
      );
      last = rows.at(-1);
      count = 0;
      for (const row of rows) {
        const principalIds = concatenatedIds(row.principal_ids);
        const ownerId = Number(row.owner_id);
        count += principalIds.length;
        // A long list comes in parts.
        lists.set(ownerId, [...(lists.get(ownerId) ?? []), ...principalIds]);
      }
    } while (count === ENTRIES_PER_STATEMENT);
  }
  return lists;
}
