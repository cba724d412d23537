import type { EntityManager } from 'typeorm';

import { type Moment, MOMENT_COLUMNS, MOMENT_TABLES, momentOf } from '../database/moment';
import { concatenatedIds, rowsOf } from '../database/rows';
import { idList, or, sql, type Sql } from '../database/sql';
import type { AccessList } from './access-entry.entity';

/** A statement names no more lists than this: the stores' optimizers give up on longer conditions. */
export const MOST_LISTS = 2000;

/** A list of a category or room. */
export interface AccessListKey {
  list: AccessList;
  ownerId: number;
}

/** Lists as they were in one moment. */
export interface ReadLists {
  moment: Moment;
  /** The ids of the principals of each key, ascending. */
  lists: (readonly number[])[];
}

const EMPTY: readonly number[] = [];

/** Reads lists and the moment by one statement, of no lists the moment alone. */
export async function readLists(manager: EntityManager, keys: readonly AccessListKey[]): Promise<ReadLists> {
  // Joined to the moment, so that it comes with the entries and even where there are none.
  const rows = await rowsOf(
    manager,
    sql`SELECT ${MOMENT_COLUMNS}, e.list, e.owner_id, GROUP_CONCAT(e.principal_id) AS principal_ids
      FROM ${MOMENT_TABLES} LEFT JOIN access_entries e ON ${entriesOf(keys)} WHERE moment.id = 1
      GROUP BY ${MOMENT_COLUMNS}, e.list, e.owner_id`,
  );
  const listed = new Map<string, readonly number[]>();
  for (const { list, owner_id: ownerId, principal_ids: ids } of rows) {
    listed.set(nameOf({ list: list as AccessList, ownerId: Number(ownerId) }), concatenatedIds(ids));
  }
  return { moment: momentOf(rows[0]!), lists: keys.map((key) => listed.get(nameOf(key)) ?? EMPTY) };
}

export function nameOf({ list, ownerId }: AccessListKey): string {
  return `${list} ${ownerId}`;
}

function entriesOf(keys: readonly AccessListKey[]): Sql {
  const owners = new Map<AccessList, number[]>();
  for (const { list, ownerId } of keys) {
    if (!owners.has(list)) owners.set(list, []);
    owners.get(list)!.push(ownerId);
  }
  return or([...owners].map(([list, ids]) => sql`(e.list = ${list} AND e.owner_id IN (${idList(ids)}))`));
}
