import type { Eligible } from '../sql/page-statement';

/**
 * Goes from the rooms' members down to the candidates, then up from the groups and containers that these are directly in: far fewer than there
 * are people. What is above a principal is on the way of containment first and of membership after that, never the other way round.
 * `CROSS JOIN` has SQLite join in this order; MariaDB finds it by itself.
 */
export const eligibleByRecursion: Eligible = (rooms, sip) => `
  WITH RECURSIVE
  below (room_id, category_id, descendant, way) AS (
    SELECT room.id, room.category_id, member.principal_id, 'M'
    FROM rooms room
    CROSS JOIN access_entries member ON member.list = 'MEMBERS' AND member.owner_id = room.id
    CROSS JOIN principals principal ON principal.id = member.principal_id AND principal.missing = 0
    WHERE room.id IN (${rooms})
    UNION
    SELECT room_id, category_id, edge.child_id, CASE edge.kind WHEN 'C' THEN 'C' ELSE 'M' END
    FROM below
    CROSS JOIN principal_edges edge ON edge.kind IN ('C', 'M', 'P') AND edge.parent_id = descendant AND (edge.kind = 'C' OR way = 'M')
    CROSS JOIN principals child ON child.id = edge.child_id AND child.missing = 0
  ),
  candidate AS (SELECT DISTINCT room_id, category_id, descendant FROM below ${sip}),
  directly (descendant, way, parent_id) AS (
    SELECT DISTINCT descendant, CASE edge.kind WHEN 'C' THEN 'C' ELSE 'M' END, edge.parent_id
    FROM (SELECT DISTINCT descendant FROM candidate) each_candidate
    CROSS JOIN principal_edges edge ON edge.child_id = descendant
    CROSS JOIN principals parent ON parent.id = edge.parent_id AND parent.missing = 0
  ),
  above (start_way, start_id, way, node_id) AS (
    SELECT DISTINCT way, parent_id, way, parent_id FROM directly
    UNION
    SELECT start_way, start_id, CASE edge.kind WHEN 'C' THEN 'C' ELSE 'M' END, edge.parent_id
    FROM above
    CROSS JOIN principal_edges edge ON edge.child_id = node_id AND (edge.kind <> 'C' OR way = 'C')
    CROSS JOIN principals parent ON parent.id = edge.parent_id AND parent.missing = 0
  ),
  entry AS (
    SELECT list, owner_id, principal_id FROM access_entries
    WHERE list IN ('ALLOWED', 'DENIED') AND owner_id IN (SELECT category_id FROM rooms WHERE id IN (${rooms}))
  ),
  entry_above AS (
    SELECT DISTINCT start_way, start_id, list, owner_id
    FROM above JOIN entry ON principal_id = node_id
  ),
  hit AS (
    SELECT room_id, candidate.descendant, list
    FROM candidate
    JOIN directly ON directly.descendant = candidate.descendant
    JOIN entry_above ON start_id = parent_id AND start_way = way AND owner_id = category_id
    UNION
    SELECT room_id, descendant, list
    FROM candidate JOIN entry ON owner_id = category_id AND principal_id = descendant
  ),
  eligible AS (SELECT room_id, descendant FROM hit GROUP BY room_id, descendant HAVING MAX(list = 'DENIED') = 0)`;
