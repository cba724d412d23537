import { sharedWords } from './packed/shared-arrays';

/** Directed edges between nodes 0 … size - 1. */
export interface DirectedEdges {
  readonly size: number;
  hasTargets(node: number): boolean;
  targetsOf(node: number): Uint32Array;
}

/** Memberships of every kind, or containment, followed in either direction. */
export interface EdgeSet<E extends DirectedEdges = DirectedEdges> {
  down: E;
  up: E;
}

/** Edges as two flat arrays. */
export interface PackedEdges {
  /** The targets of node n stand from `offsets[n]` up to `offsets[n + 1]`. */
  offsets: Uint32Array;
  targets: Uint32Array;
}

/** Directed edges, kept as two flat arrays. */
export class Adjacency implements DirectedEdges {
  readonly size: number;

  constructor(private readonly packed: PackedEdges) {
    this.size = packed.offsets.length - 1;
  }

  /** The edges `sources[i]` → `targets[i]`. */
  static of(size: number, sources: ArrayLike<number>, targets: ArrayLike<number>): Adjacency {
    return new Adjacency(packEdges(size, sources, targets));
  }

  hasTargets(node: number): boolean {
    return this.packed.offsets[node + 1]! > this.packed.offsets[node]!;
  }

  targetsOf(node: number): Uint32Array {
    const { offsets, targets } = this.packed;
    return targets.subarray(offsets[node], offsets[node + 1]);
  }
}

/** The edges `sources[i]` → `targets[i]`; those of one source keep their order. */
export function packEdges(size: number, sources: ArrayLike<number>, targets: ArrayLike<number>): PackedEdges {
  const offsets = offsetsOf(size, sources);
  const next = offsets.slice();
  const sorted = sharedWords(targets.length);
  for (let i = 0; i < sources.length; i++) sorted[next[sources[i]!]!++] = targets[i]!;
  return { offsets, targets: sorted };
}

/** The same edges the other way round; what comes to lie together is in ascending order. */
export function reversed({ offsets, targets }: PackedEdges): PackedEdges {
  const back = offsetsOf(offsets.length - 1, targets);
  const next = back.slice();
  const sorted = sharedWords(targets.length);
  for (let node = 0; node + 1 < offsets.length; node++) {
    for (let i = offsets[node]!; i < offsets[node + 1]!; i++) sorted[next[targets[i]!]!++] = node;
  }
  return { offsets: back, targets: sorted };
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

function offsetsOf(size: number, sources: ArrayLike<number>): Uint32Array {
  const offsets = sharedWords(size + 1);
  for (let i = 0; i < sources.length; i++) offsets[sources[i]! + 1]!++;
  for (let node = 0; node < size; node++) offsets[node + 1]! += offsets[node]!;
  return offsets;
}
