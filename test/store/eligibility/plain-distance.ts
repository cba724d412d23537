import { EdgeKind, type PrincipalEdge } from '../../../src/directory/principal-edge.entity';

/**
 * How many steps it takes from a principal down to each that it reaches, by trying every edge until nothing gets shorter: first along
 * memberships, then along containment, as what a container holds has its members for itself.
 */
export function distancesFrom(origin: number, edges: readonly PrincipalEdge[]): Map<number, number> {
  const byMembership = new Map([[origin, 0]]);
  shorten(byMembership, edges, (kind) => kind !== EdgeKind.CONTAINS);
  const distances = new Map(byMembership);
  shorten(distances, edges, (kind) => kind === EdgeKind.CONTAINS);
  return distances;
}

function shorten(
  distances: Map<number, number>,
  edges: readonly PrincipalEdge[],
  follows: (kind: EdgeKind) => boolean,
): void {
  for (let changed = true; changed;) {
    changed = false;
    for (const { kind, parentId, childId } of edges) {
      const length = (distances.get(parentId) ?? Infinity) + 1;
      if (!follows(kind) || length >= (distances.get(childId) ?? Infinity)) continue;
      distances.set(childId, length);
      changed = true;
    }
  }
}
