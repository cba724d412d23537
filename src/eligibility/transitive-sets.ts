import type { Adjacency } from './adjacency';
import { circlesChildrenFirst } from './circles';
import { PrincipalSet } from './principal-set';

/** For the ordinals that stand for more than themselves, the set. */
export type SetByOrdinal = ReadonlyMap<number, PrincipalSet>;

/** The union of what the ordinals stand for. */
export function unionOf(universe: number, sets: SetByOrdinal, ordinals: Iterable<number>): PrincipalSet {
  const single: number[] = [];
  const parts = new Set<PrincipalSet>();
  for (const ordinal of ordinals) {
    const set = sets.get(ordinal);
    if (set) parts.add(set);
    else single.push(ordinal);
  }
  return PrincipalSet.union(universe, [PrincipalSet.of(universe, single), ...parts]);
}

/**
 * What every principal reaches along `edges`, itself included, where each one reached stands for its `known` set.
 * The principals of a circle share one set.
 */
export function transitiveSets(edges: Adjacency, known: SetByOrdinal): SetByOrdinal {
  const sets = new Map(known);
  for (const circle of circlesChildrenFirst(edges)) {
    const reached = unionOf(edges.size, sets, withTargets(edges, circle));
    for (const ordinal of circle) sets.set(ordinal, reached);
  }
  return sets;
}

function* withTargets(edges: Adjacency, ordinals: number[]): Generator<number> {
  for (const ordinal of ordinals) {
    yield ordinal;
    yield* edges.targetsOf(ordinal);
  }
}
