import type { EntityManager } from 'typeorm';

import { rowsOf } from '../database/rows';
import { idList, sql } from '../database/sql';
import type { EdgeKind } from '../directory/principal-edge.entity';
import type { EligibilityIndex } from './eligibility-index';
import { type PathStep, ShortestPaths } from './shortest-paths';

/** A principal, and another that reaches it. */
export interface ReachingPair {
  principalId: number;
  fromId: number;
}

/**
 * For each pair one of the shortest ways from the principal up to the one that reaches it, both included; empty where there is none (any
 * more). The edges are read by one statement for all of them.
 */
export async function pathsBetween(
  manager: EntityManager,
  index: EligibilityIndex,
  pairs: readonly ReachingPair[],
): Promise<PathStep[][]> {
  const nodes = new Set(pairs.flatMap((pair) => nodesBetween(index, pair)));
  const ids = idList(nodes);
  const rows = await rowsOf(
    manager,
    sql`SELECT edge.kind, edge.child_id, edge.parent_id FROM principal_edges edge
      JOIN principals parent ON parent.id = edge.parent_id
      WHERE edge.child_id IN (${ids}) AND edge.parent_id IN (${ids})
      ORDER BY parent.sort_key, parent.id, edge.kind`,
  );
  const edges = rows.map(({ kind, child_id: childId, parent_id: parentId }) => ({
    kind: kind as EdgeKind,
    childId: Number(childId),
    parentId: Number(parentId),
  }));
  const paths = new Map<number, ShortestPaths>();
  return pairs.map(({ principalId, fromId }) => {
    if (!paths.has(principalId)) paths.set(principalId, new ShortestPaths(principalId, edges));
    return paths.get(principalId)!.to(fromId);
  });
}

/** All that such a way can lead through. */
function nodesBetween(index: EligibilityIndex, { principalId, fromId }: ReachingPair): number[] {
  const reached = index.reach([fromId]);
  return index.ancestors(principalId).filter((id) => reached.has(index.ordinalOf(id)!));
}
