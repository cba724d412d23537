import type { DirectedEdges } from './adjacency';
import { PatchedSets, type SetByOrdinal } from './set-by-ordinal';
import { closingSets } from './transitive-sets';

/** The sets of before, but made anew for some, which stand for their `known` sets to begin with. */
export function* recomputed(
  edges: DirectedEdges,
  before: SetByOrdinal,
  affected: ReadonlySet<number>,
  known: SetByOrdinal,
): Generator<void, SetByOrdinal> {
  if (affected.size === 0) return before;
  const sets = new PatchedSets(before);
  for (const ordinal of affected) sets.set(ordinal, known.at(ordinal));
  const ofAffected: DirectedEdges = {
    size: edges.size,
    targetsOf: (ordinal) => edges.targetsOf(ordinal),
    hasTargets: (ordinal) => affected.has(ordinal) && edges.hasTargets(ordinal),
  };
  yield* closingSets(ofAffected, sets, affected);
  return sets;
}
