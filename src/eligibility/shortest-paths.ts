import { EdgeKind } from '../directory/principal-edge.entity';

/** A step from a principal to what holds it. */
export interface UpwardEdge {
  kind: EdgeKind;
  childId: number;
  parentId: number;
}

/** A principal on a path, and by which edge it holds the one before it; null for the first. */
export interface PathStep {
  principalId: number;
  edge: EdgeKind | null;
}

/** A place of the search: having left a group, a path can't go on to a container, which doesn't reach the members of what it holds. */
interface Place extends PathStep {
  throughGroup: boolean;
  from: Place | null;
}

/** The shortest ways from a principal up to those that reach it. */
export class ShortestPaths {
  /** By principal, the place by which the search came to it first. */
  private readonly found = new Map<number, Place>();

  /** @param edges among equally short ways the first of them are taken */
  constructor(principalId: number, edges: readonly UpwardEdge[]) {
    const upwards = new Map<number, UpwardEdge[]>();
    for (const edge of edges) {
      const others = upwards.get(edge.childId);
      if (others) others.push(edge);
      else upwards.set(edge.childId, [edge]);
    }
    const start: Place = { principalId, edge: null, throughGroup: false, from: null };
    const visited = new Map([[keyOf(start), start]]);
    for (const place of visited.values()) {
      if (!this.found.has(place.principalId)) this.found.set(place.principalId, place);
      for (const { kind, parentId } of upwards.get(place.principalId) ?? []) {
        const isContainment = kind === EdgeKind.CONTAINS;
        if (isContainment && place.throughGroup) continue;
        const next = {
          principalId: parentId,
          edge: kind,
          throughGroup: !isContainment,
          from: place,
        };
        if (!visited.has(keyOf(next))) visited.set(keyOf(next), next);
      }
    }
  }

  /** From the principal itself to one that reaches it, both included. */
  to(principalId: number): PathStep[] {
    const path: PathStep[] = [];
    for (let place = this.found.get(principalId) ?? null; place; place = place.from) {
      path.unshift({ principalId: place.principalId, edge: place.edge });
    }
    return path;
  }
}

function keyOf({ principalId, throughGroup }: Place): string {
  return `${principalId} ${throughGroup}`;
}
