import { EdgeKind } from '../../directory/edge-kind';
import { packEdges, reversed } from '../adjacency';
import type { PackedEdgeSet } from './packed-graph';
import type { PackedPrincipals } from './packed-principals';

const FIRST_ROOM = 1_024;

/** Takes edges, in any order; one from or to a principal that is missing or unknown is dropped. */
export class EdgePacker {
  private readonly members = new EdgeList();
  private readonly contents = new EdgeList();

  constructor(private readonly principals: PackedPrincipals) {}

  add(kind: EdgeKind, parentId: number, childIds: Iterable<number>): void {
    const parent = this.presentOrdinal(parentId);
    if (parent < 0) return;
    const edges = kind === EdgeKind.CONTAINS ? this.contents : this.members;
    for (const id of childIds) {
      const child = this.presentOrdinal(id);
      if (child >= 0) edges.add(parent, child);
    }
  }

  packed(): { members: PackedEdgeSet; contents: PackedEdgeSet } {
    const size = this.principals.ids.length;
    return { members: this.members.packed(size), contents: this.contents.packed(size) };
  }

  /** -1 for none. */
  private presentOrdinal(principalId: number): number {
    const ordinal = (this.principals.ordinals[principalId] ?? 0) - 1;
    return ordinal >= 0 && this.principals.missing[ordinal] === 0 ? ordinal : -1;
  }
}

/** Pairs of ordinals, in arrays that grow. */
class EdgeList {
  private parents: Uint32Array = new Uint32Array(FIRST_ROOM);
  private children: Uint32Array = new Uint32Array(FIRST_ROOM);
  private size = 0;

  add(parent: number, child: number): void {
    if (this.size === this.parents.length) {
      this.parents = grown(this.parents);
      this.children = grown(this.children);
    }
    this.parents[this.size] = parent;
    this.children[this.size++] = child;
  }

  packed(size: number): PackedEdgeSet {
    const up = packEdges(size, this.children.subarray(0, this.size), this.parents.subarray(0, this.size));
    // Turned round they come out in ascending order, as the sets that are made of them want them.
    return { down: reversed(up), up };
  }
}

function grown(words: Uint32Array): Uint32Array {
  const more = new Uint32Array(words.length * 2);
  more.set(words);
  return more;
}
