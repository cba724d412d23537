/** Directed edges between nodes 0 … size - 1. */
export interface DirectedEdges {
  readonly size: number;
  hasTargets(node: number): boolean;
  targetsOf(node: number): Uint32Array;
}

/** Directed edges, kept as two flat arrays. */
export class Adjacency implements DirectedEdges {
  private constructor(
    readonly size: number,
    /** The targets of node n stand from `offsets[n]` up to `offsets[n + 1]`. */
    private readonly offsets: Uint32Array,
    private readonly targets: Uint32Array,
  ) {}

  /** The edges `sources[i]` → `targets[i]`. */
  static of(size: number, sources: ArrayLike<number>, targets: ArrayLike<number>): Adjacency {
    const offsets = new Uint32Array(size + 1);
    for (let i = 0; i < sources.length; i++) offsets[sources[i]! + 1]!++;
    for (let node = 0; node < size; node++) offsets[node + 1]! += offsets[node]!;
    const next = offsets.slice();
    const sorted = new Uint32Array(targets.length);
    for (let i = 0; i < sources.length; i++) sorted[next[sources[i]!]!++] = targets[i]!;
    return new Adjacency(size, offsets, sorted);
  }

  hasTargets(node: number): boolean {
    return this.offsets[node + 1]! > this.offsets[node]!;
  }

  targetsOf(node: number): Uint32Array {
    return this.targets.subarray(this.offsets[node], this.offsets[node + 1]);
  }
}

/** Memberships of every kind, or containment, followed in either direction. */
export interface EdgeSet<E extends DirectedEdges = DirectedEdges> {
  down: E;
  up: E;
}

/** Everything that the given nodes lead to, themselves included. */
export function closure(edges: DirectedEdges, nodes: Iterable<number>): Set<number> {
  const found = new Set(nodes);
  // A Set's iteration visits what is added on the way.
  for (const node of found) for (const target of edges.targetsOf(node)) found.add(target);
  return found;
}

/** The same step by step. */
export function* closing(edges: DirectedEdges, nodes: Iterable<number>): Generator<void, Set<number>> {
  const found = new Set(nodes);
  for (const node of found) {
    for (const target of edges.targetsOf(node)) found.add(target);
    yield;
  }
  return found;
}
