import { and, idList, or, raw, sql, type Sql } from '../../database/sql';
import { EdgeKind, MEMBERSHIPS } from '../../directory/principal-edge.entity';
import type { EligibilityIndex } from '../../eligibility/eligibility-index';

/**
 * The rows of `principals` that a principal reaches, itself left out. Those that pass its reach on are far fewer than all
 * that it reaches, and their edges have an index.
 */
export function isReachedFrom(alias: string, principalId: number, index: EligibilityIndex): Sql {
  const id = raw(`${alias}.id`);
  const { groups, containers } = index.passingOn(principalId);
  const edges = [
    ...(groups.length ? [leadsFrom(MEMBERSHIPS, groups)] : []),
    ...(containers.length ? [leadsFrom([EdgeKind.CONTAINS], containers)] : []),
  ];
  return and([
    sql`${id} IN (SELECT edge.child_id FROM principal_edges edge WHERE ${or(edges)})`,
    sql`${id} <> ${principalId}`,
    sql`${raw(alias)}.missing = ${0}`,
  ]);
}

function leadsFrom(kinds: readonly EdgeKind[], parentIds: readonly number[]): Sql {
  return sql`(edge.kind IN (${[...kinds]}) AND edge.parent_id IN (${idList(parentIds)}))`;
}
