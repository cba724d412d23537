import { PrincipalSet } from '../principal-set';
import type { SetByOrdinal } from '../set-by-ordinal';
import type { ChangedEdges } from './changed-edges';
import { type ChangedSet, SetsAfter } from './sets-after';

/**
 * How sets change where memberships come and nothing goes, step by step: whoever reaches a group gets what its new member reaches. Above one that
 * has all of that nothing changes: who reaches it has it, too.
 *
 * @param reached before
 */
export function* grownSets(reached: SetByOrdinal, { up, changes }: ChangedEdges): Generator<void, ChangedSet[]> {
  const none = PrincipalSet.none(up.size);
  const sets = new SetsAfter(reached);
  const setOf = (ordinal: number) => sets.at(ordinal) ?? PrincipalSet.of(up.size, [ordinal]);
  const changed: ChangedSet[] = [];
  for (const { parent, child } of changes) {
    const gain = setOf(child);
    const above = new Set([parent]);
    for (const ordinal of above) {
      const come = gain.without(setOf(ordinal));
      yield;
      if (come.size === 0) continue;
      changed.push({ ordinal, change: { come, gone: none } });
      sets.add(changed.at(-1)!);
      for (const next of up.targetsOf(ordinal)) above.add(next);
    }
  }
  return changed;
}
