import type { EdgeSet } from '../adjacency';
import { PatchedAdjacency } from '../patched-adjacency';

/** An edge that is there so many times more, or less, than before. */
export interface EdgeChange {
  parent: number;
  child: number;
  more: number;
}

/** Edges of one sort as they are after a change. */
export class ChangedEdges implements EdgeSet<PatchedAdjacency> {
  readonly down: PatchedAdjacency;
  readonly up: PatchedAdjacency;
  readonly changes: readonly EdgeChange[];

  /** @param said in any order; what comes and goes in equal numbers makes no difference */
  constructor(
    readonly before: EdgeSet,
    said: Iterable<EdgeChange>,
  ) {
    const { size } = before.down;
    this.down = new PatchedAdjacency(size, before.down);
    this.up = new PatchedAdjacency(size, before.up);
    const byEnds = new Map<number, EdgeChange>();
    for (const { parent, child, more } of said) {
      const ends = parent * size + child;
      byEnds.set(ends, { parent, child, more: (byEnds.get(ends)?.more ?? 0) + more });
    }
    this.changes = [...byEnds.values()].filter(({ more }) => more !== 0);
    for (const { parent, child, more } of this.changes) {
      for (let i = 0; i < Math.abs(more); i++) {
        if (more > 0) {
          this.down.add(parent, child);
          this.up.add(child, parent);
        } else {
          this.down.remove(parent, child);
          this.up.remove(child, parent);
        }
      }
    }
  }

  /** Whether a node leads nowhere, and never did. */
  isLeaf(node: number): boolean {
    return !this.before.down.hasTargets(node) && !this.down.hasTargets(node);
  }
}
