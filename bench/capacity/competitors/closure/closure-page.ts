import type { Eligible } from '../sql/page-statement';

/** Who the rooms' members reach. */
const candidates = (rooms: string, sip: string) => `
  candidate AS (
    SELECT DISTINCT room.id AS room_id, category_id, descendant
    FROM rooms room
    JOIN access_entries member ON member.list = 'MEMBERS' AND member.owner_id = room.id
    JOIN closure ON closure.ancestor = member.principal_id
    ${sip}
    WHERE room.id IN (${rooms})
  )`;

/** Looks one candidate up below each entry of the category's list. */
const isReachedBy = (list: string) => `
  EXISTS (
    SELECT 1 FROM access_entries entry
    JOIN closure ON closure.ancestor = entry.principal_id AND closure.descendant = candidate.descendant
    WHERE entry.list = '${list}' AND entry.owner_id = category_id
  )`;

export const eligibleInSqlite: Eligible = (rooms, sip) => `
  WITH ${candidates(rooms, sip)},
  eligible AS (
    SELECT room_id, descendant FROM candidate WHERE ${isReachedBy('ALLOWED')} AND NOT ${isReachedBy('DENIED')}
  )`;

/** MariaDB chooses by the number of candidates whether it looks each one up or writes out once whom all the denied entries reach; SQLite would always do the latter. */
export const eligibleInMariadb: Eligible = (rooms, sip) => `
  WITH ${candidates(rooms, sip)},
  eligible AS (
    SELECT room_id, descendant FROM candidate
    WHERE ${isReachedBy('ALLOWED')} AND (category_id, descendant) NOT IN (
      SELECT entry.owner_id, closure.descendant FROM access_entries entry
      JOIN closure ON closure.ancestor = entry.principal_id
      WHERE entry.list = 'DENIED' AND entry.owner_id IN (SELECT category_id FROM rooms WHERE id IN (${rooms}))
    )
  )`;
