import type { EntityManager } from 'typeorm';

import { concatenatedIds, type Row, rowsOf } from '../database/rows';
import { idList, join, raw, sql, type Sql } from '../database/sql';
import type { EdgeKind } from '../directory/principal-edge.entity';
import { PrincipalKind } from '../directory/principal.entity';
import { AccessList } from './access-entry.entity';
import { directoryTooFast } from './directory-too-fast';
import type { EligibilityIndex } from './eligibility-index';
import type { EligibilityIndexHolder } from './eligibility-index.holder';
import type { UpwardEdge } from './shortest-paths';

/** Why a policy applies to a user: granted to it, else of its site, else the global one. */
export type PolicyOrigin = 'GRANTED' | 'SITE' | 'GLOBAL';

/** The lists that decide what somebody may do in a room. */
export type DecidingList = Exclude<AccessList, AccessList.CREATORS>;

/** All that decides what a principal may do in a room, as of one moment. */
export interface AccessFacts {
  /** The number of the last change before that moment (`change_sequence.last`). */
  version: number;
  principal: { id: number; kind: PrincipalKind; missing: boolean; enabled: boolean; hasSipAddress: boolean };
  policy: { id: number; identity: string; origin: PolicyOrigin; enables: boolean };
  category: { id: number; name: string };
  /** `privacy` is `OPEN`, `CLOSED` or `SECRET`; `type` is `NORMAL` or `AUDITORIUM`. */
  room: { id: number; name: string; privacy: string; type: string; disabled: boolean; listsMembers: boolean };
  /** The principals on the room's and its category's lists that reach the principal, in display order. */
  reaching: Record<DecidingList, number[]>;
  /** The edges by which all that reach the principal are held, in the display order of what holds them. */
  edges: UpwardEdge[];
}

/** Each list, with the column that has its owner. */
const OWNERS: Record<DecidingList, string> = {
  ALLOWED: 'room.category_id',
  DENIED: 'room.category_id',
  MEMBERS: 'room.id',
  MANAGERS: 'room.id',
  PRESENTERS: 'room.id',
};
const LISTS = Object.keys(OWNERS) as DecidingList[];

const MOST_READINGS = 5;

/**
 * Reads them in a single statement, so that nothing can change in between; null where there is no such room or principal. The index tells
 * who reaches the principal. Where it isn't of the statement's version of the directory, both are asked again.
 *
 * @throws GatewayError UNAVAILABLE where the directory changes faster than the index follows.
 */
export async function accessFacts(
  manager: EntityManager,
  holder: EligibilityIndexHolder,
  principalId: number,
  roomId: number,
): Promise<AccessFacts | null> {
  let index = await holder.current(0);
  for (let reading = 1; reading <= MOST_READINGS; reading++) {
    const [row] = await rowsOf(manager, factsStatement(principalId, roomId, idList(index.ancestors(principalId))));
    if (!row) return null;
    if (Number(row.directory) === index.directory.version) return factsOf(row, index);
    index = await holder.current(Number(row.directory));
  }
  throw directoryTooFast();
}

/** @param above the ids of all that reach the principal */
function factsStatement(principalId: number, roomId: number, above: Sql): Sql {
  return sql`SELECT s.last, s.directory, person.id AS principal_id, person.kind, person.missing, person.enabled, person.sip_key,
      granted.id AS granted_id, of_site.id AS site_policy_id,
      COALESCE(granted.id, of_site.id, everybodys.id) AS policy_id,
      COALESCE(granted.identity, of_site.identity, everybodys.identity) AS policy_identity,
      COALESCE(granted.enable_persistent_chat, of_site.enable_persistent_chat, everybodys.enable_persistent_chat) AS enables,
      category.id AS category_id, category.name AS category_name,
      room.id AS room_id, room.name AS room_name, room.privacy, room.type, room.disabled, room.lists_members,
      ${join(
        LISTS.map((list) => reaching(list, above)),
        ', ',
      )},
      (SELECT GROUP_CONCAT(CONCAT(edge.kind, ' ', edge.child_id, ' ', edge.parent_id) ORDER BY edge.kind)
        FROM principal_edges edge WHERE edge.child_id IN (${above})) AS edges
    FROM change_sequence s
    JOIN principals person ON person.id = ${principalId}
    JOIN rooms room ON room.id = ${roomId}
    JOIN categories category ON category.id = room.category_id
    JOIN policies everybodys ON everybodys.scope = ${'GLOBAL'}
    LEFT JOIN policies granted ON granted.id = person.policy_id
    LEFT JOIN sites site ON site.name_key = person.site_key
    LEFT JOIN policies of_site ON of_site.site_id = site.id
    WHERE s.id = 1`;
}

/** Without the sum MariaDB looks each of the ids up in the list while it plans, which takes longer than to read all of most lists. */
function reaching(list: DecidingList, above: Sql): Sql {
  return sql`(SELECT GROUP_CONCAT(e.principal_id) FROM access_entries e
    WHERE e.list = ${list} AND e.owner_id = ${raw(OWNERS[list])} AND e.principal_id + 0 IN (${above})) AS ${raw(list.toLowerCase())}`;
}

function factsOf(row: Row, index: EligibilityIndex): AccessFacts {
  const inOrder = (one: number, other: number) => index.order.compare(index.ordinalOf(one)!, index.ordinalOf(other)!);
  const siteOrGlobal: PolicyOrigin = row.site_policy_id === null ? 'GLOBAL' : 'SITE';
  return {
    version: Number(row.last),
    principal: {
      id: Number(row.principal_id),
      kind: row.kind as PrincipalKind,
      missing: Boolean(row.missing),
      enabled: Boolean(row.enabled),
      hasSipAddress: row.sip_key !== null,
    },
    policy: {
      id: Number(row.policy_id),
      identity: String(row.policy_identity),
      origin: row.granted_id === null ? siteOrGlobal : 'GRANTED',
      enables: Boolean(row.enables),
    },
    category: { id: Number(row.category_id), name: String(row.category_name) },
    room: {
      id: Number(row.room_id),
      name: String(row.room_name),
      privacy: String(row.privacy),
      type: String(row.type),
      disabled: Boolean(row.disabled),
      listsMembers: Boolean(row.lists_members),
    },
    reaching: Object.fromEntries(
      LISTS.map((list) => [list, concatenatedIds(row[list.toLowerCase()]).sort(inOrder)]),
    ) as Record<DecidingList, number[]>,
    edges: edgesOf(row.edges).sort((one, other) => inOrder(one.parentId, other.parentId)),
  };
}

function edgesOf(concatenated: unknown): UpwardEdge[] {
  if (typeof concatenated !== 'string') return [];
  return concatenated.split(',').map((text) => {
    const [kind, child, parent] = text.split(' ');
    return { kind: kind as EdgeKind, childId: Number(child), parentId: Number(parent) };
  });
}
