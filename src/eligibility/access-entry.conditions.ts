import { type Sql, and, idList, not, raw, sql } from '../database/sql';
import { AccessList } from './access-entry.entity';
import type { AccessSubject } from './access-subject';

/**
 * The things that have any of the principals on any of the lists; `owner` is the column of their id. Given a
 * principal's own id it means "as listed", given the ids of its ancestors "reached by the list".
 */
export function isListed(owner: string, lists: readonly AccessList[], principalIds: readonly number[]): Sql {
  return sql`${raw(owner)} IN (
    SELECT entry.owner_id FROM access_entries entry
    WHERE entry.principal_id IN (${idList(principalIds)}) AND entry.list IN (${[...lists]}))`;
}

/** Whether a list of the category or room that the statement calls `owner` is empty; of members the room itself says so. */
export function isListEmpty(owner: string, list: AccessList): Sql {
  if (list === AccessList.MEMBERS) return sql`${raw(owner)}.lists_members = ${0}`;
  return sql`NOT EXISTS (
    SELECT 1 FROM access_entries entry WHERE entry.list = ${list} AND entry.owner_id = ${raw(owner)}.id)`;
}

/** The categories whose wall the principal is inside, as a condition on a column of their id. */
export function isInsideWall(categoryId: string, { ancestorIds }: AccessSubject): Sql {
  return and([
    isListed(categoryId, [AccessList.ALLOWED], ancestorIds),
    not(isListed(categoryId, [AccessList.DENIED], ancestorIds)),
  ]);
}
