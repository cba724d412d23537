import { PrincipalSet } from '../principal-set';
import type { SetByOrdinal } from '../set-by-ordinal';
import { DEED_BYTES, History, HISTORY_BYTES } from './history';

/** Who comes into a set, and who goes. */
export interface SetChange {
  come: PrincipalSet;
  gone: PrincipalSet;
}

/** The sets of a base, and what was done to them since, one by one. */
export class SetHistories {
  /** About how many were added, with a copy of each set that changes. */
  bytes = 0;
  private readonly byOrdinal = new Map<number, History<PrincipalSet, SetChange>>();

  /** @param universe ordinals are below it */
  constructor(
    private readonly universe: number,
    private readonly base: SetByOrdinal,
  ) {}

  /** @param made the set after the change, where it is known */
  add(step: number, ordinal: number, change: SetChange, made?: PrincipalSet): void {
    let history = this.byOrdinal.get(ordinal);
    if (!history) {
      const base = this.base.at(ordinal) ?? PrincipalSet.of(this.universe, [ordinal]);
      this.byOrdinal.set(ordinal, (history = new History(base, setAfter)));
      this.bytes += HISTORY_BYTES + 4 * base.words;
    }
    this.bytes += DEED_BYTES + 4 * (change.come.words + change.gone.words);
    history.add(step, change, made);
  }

  at(step: number): SetByOrdinal {
    const { base, byOrdinal } = this;
    return { at: (ordinal) => byOrdinal.get(ordinal)?.at(step) ?? base.at(ordinal) };
  }
}

/** So few are put together before they are done to the set, which may be large. */
const FEW = 64;

export function setAfter(set: PrincipalSet, changes: readonly SetChange[]): PrincipalSet {
  let after = set;
  const few = new Map<number, boolean>();
  for (const change of changes) {
    if (change.come.size + change.gone.size > FEW) {
      after = changed(changedByOne(after, few), change);
      few.clear();
    } else {
      for (const ordinal of change.gone) few.set(ordinal, false);
      for (const ordinal of change.come) few.set(ordinal, true);
    }
  }
  return changedByOne(after, few);
}

function changedByOne(set: PrincipalSet, inside: ReadonlyMap<number, boolean>): PrincipalSet {
  const those = (wanted: boolean) =>
    PrincipalSet.of(
      set.universe,
      [...inside].flatMap(([ordinal, isInside]) => (isInside === wanted ? [ordinal] : [])),
    );
  return changed(set, { come: those(true), gone: those(false) });
}

function changed(set: PrincipalSet, { come, gone }: SetChange): PrincipalSet {
  return PrincipalSet.union(set.universe, [set.without(gone), come]);
}
