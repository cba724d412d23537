import type { EntityManager } from 'typeorm';

/** What the oracle knows: in which relation a principal stands to a thing (or to another principal). */
export type Fact =
  | 'reached by'
  | 'inside the wall of'
  | 'may create in'
  | 'may present'
  | 'may enter'
  | 'may post'
  | 'may manage'
  | 'may find'
  | 'presents';

/**
 * The rules of access once more, in plain SQL and by other means than the gateway's: steps from principal to principal, each
 * remembering whether it may go on to a group's members, and algebra on whole tables.
 */
const FACTS = `
  WITH RECURSIVE
  step (origin, node, follows_members) AS (
    SELECT id, id, 1 FROM principals WHERE missing = 0
    UNION
    SELECT step.origin, edge.child_id, CASE edge.kind WHEN 'C' THEN 0 ELSE 1 END
    FROM step
    JOIN principal_edges edge ON edge.parent_id = step.node AND (edge.kind = 'C' OR step.follows_members = 1)
    JOIN principals child ON child.id = edge.child_id AND child.missing = 0
  ),
  reached AS (SELECT DISTINCT origin, node FROM step),
  expanded AS (
    SELECT DISTINCT entry.list, entry.owner_id, reached.node
    FROM access_entries entry JOIN reached ON reached.origin = entry.principal_id
  ),
  inside AS (
    SELECT owner_id AS category_id, node FROM expanded WHERE list = 'ALLOWED'
    EXCEPT
    SELECT owner_id, node FROM expanded WHERE list = 'DENIED'
  ),
  inside_room AS (
    SELECT room.id AS room_id, room.type, room.privacy, room.disabled, inside.node
    FROM rooms room JOIN inside ON inside.category_id = room.category_id
  ),
  admitted AS (
    SELECT inside_room.* FROM inside_room
    JOIN expanded ON expanded.list = 'MEMBERS' AND expanded.owner_id = room_id AND expanded.node = inside_room.node
    UNION
    SELECT * FROM inside_room WHERE room_id NOT IN (SELECT owner_id FROM access_entries WHERE list = 'MEMBERS')
  ),
  entitled AS (
    SELECT person.id FROM principals person
    LEFT JOIN sites site ON site.name = person.site_name
    JOIN policies policy ON policy.id = COALESCE(
      person.policy_id,
      (SELECT policies.id FROM policies WHERE policies.site_id = site.id),
      (SELECT policies.id FROM policies WHERE policies.scope = 'GLOBAL'))
    WHERE policy.enable_persistent_chat = 1
  ),
  entering AS (
    SELECT door.room_id, door.node
    FROM (SELECT * FROM admitted UNION SELECT * FROM inside_room WHERE privacy = 'OPEN') door
    JOIN principals person ON person.id = door.node
    JOIN entitled ON entitled.id = person.id
    WHERE door.disabled = 0 AND person.kind = 'USER' AND person.enabled = 1 AND person.sip_address IS NOT NULL
  ),
  posting AS (
    SELECT entering.room_id, entering.node FROM entering JOIN rooms room ON room.id = entering.room_id
    WHERE room.type = 'NORMAL' OR EXISTS (
      SELECT 1 FROM expanded WHERE list = 'PRESENTERS' AND owner_id = entering.room_id AND expanded.node = entering.node)
  ),
  managing AS (
    SELECT inside_room.room_id, inside_room.node FROM inside_room
    JOIN expanded ON expanded.list = 'MANAGERS' AND expanded.owner_id = room_id AND expanded.node = inside_room.node
  ),
  finding AS (
    SELECT * FROM managing
    UNION SELECT * FROM entering
    UNION SELECT room_id, node FROM inside_room WHERE disabled = 0 AND privacy <> 'SECRET'
  )
  SELECT 'reached by' AS fact, origin AS thing, node AS principal FROM reached
  UNION ALL SELECT 'inside the wall of', category_id, node FROM inside
  UNION ALL SELECT 'may create in', category_id, inside.node FROM inside
    JOIN expanded ON expanded.list = 'CREATORS' AND expanded.owner_id = category_id AND expanded.node = inside.node
  UNION ALL SELECT 'may present', room_id, node FROM admitted WHERE type = 'AUDITORIUM'
  UNION ALL SELECT 'may enter', room_id, node FROM entering
  UNION ALL SELECT 'may post', room_id, node FROM posting
  UNION ALL SELECT 'may manage', room_id, node FROM managing
  UNION ALL SELECT 'may find', room_id, node FROM finding
  UNION ALL SELECT 'presents', room_id, admitted.node FROM admitted
    JOIN expanded ON expanded.list = 'PRESENTERS' AND expanded.owner_id = room_id AND expanded.node = admitted.node
    WHERE admitted.type = 'AUDITORIUM'`;

/** All that follows from what the store holds. */
export class Oracle {
  private constructor(private readonly facts: { fact: Fact; thing: number; principal: number }[]) {}

  static async ask(manager: EntityManager): Promise<Oracle> {
    return new Oracle(await manager.query(FACTS));
  }

  get size(): number {
    return this.facts.length;
  }

  /** The ids of the principals of which it holds, ascending. */
  principals(fact: Fact, thing: number): number[] {
    return this.facts
      .filter((row) => row.fact === fact && row.thing === thing)
      .map((row) => row.principal)
      .sort((a, b) => a - b);
  }

  /** The ids of the things for which it holds, ascending. */
  things(fact: Fact, principal: number): number[] {
    return this.facts
      .filter((row) => row.fact === fact && row.principal === principal)
      .map((row) => row.thing)
      .sort((a, b) => a - b);
  }
}
