import type { DirectedEdges } from './adjacency';
import { circlesChildrenFirst } from './circles';
import { PrincipalSet } from './principal-set';
import type { SetByOrdinal, WritableSets } from './set-by-ordinal';

/** The union of what the ordinals of the lists stand for. */
export function unionOf(universe: number, sets: SetByOrdinal, lists: readonly Iterable<number>[]): PrincipalSet {
  const single: number[] = [];
  const parts = new Set<PrincipalSet>();
  for (const ordinals of lists) {
    for (const ordinal of ordinals) {
      const set = sets.at(ordinal);
      if (set) parts.add(set);
      else single.push(ordinal);
    }
  }
  return PrincipalSet.union(universe, [PrincipalSet.of(universe, single), ...parts]);
}

/**
 * Makes of `sets` what every principal reaches along `edges`, itself included, where each one reached stands for the set that it has to begin with.
 * The principals of a circle share one set.
 */
export function closeSets(edges: DirectedEdges, sets: WritableSets): void {
  const steps = closingSets(
    edges,
    sets,
    Array.from({ length: edges.size }, (_, ordinal) => ordinal),
  );
  while (!steps.next().done);
}

/** The same step by step for some ordinals and those that they lead to, written over what `sets` knows of them. */
export function* closingSets(
  edges: DirectedEdges,
  sets: WritableSets,
  ordinals: Iterable<number>,
): Generator<void, void> {
  for (const circle of circlesChildrenFirst(edges, ordinals)) {
    const reached = unionOf(edges.size, sets, [circle, ...circle.map((ordinal) => edges.targetsOf(ordinal))]);
    for (const ordinal of circle) sets.set(ordinal, reached);
    yield;
  }
}
