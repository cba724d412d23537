import { PrincipalSet } from '../principal-set';
import type { SetByOrdinal } from '../set-by-ordinal';
import { setAfter, type SetChange } from './journaled-sets';

/** A set that changes. */
export interface ChangedSet {
  ordinal: number;
  change: SetChange;
  /** The set after all changes of it, where it is at hand. */
  made?: PrincipalSet;
}

/** Sets as they are after changes that are small. */
export class SetsAfter implements SetByOrdinal {
  private readonly changes = new Map<number, SetChange[]>();
  private readonly made = new Map<number, PrincipalSet>();

  constructor(
    private readonly before: SetByOrdinal,
    changed: readonly ChangedSet[] = [],
  ) {
    for (const each of changed) this.add(each);
  }

  add({ ordinal, change }: ChangedSet): void {
    const earlier = this.changes.get(ordinal);
    if (earlier) earlier.push(change);
    else this.changes.set(ordinal, [change]);
    this.made.delete(ordinal);
  }

  at(ordinal: number): PrincipalSet | undefined {
    const changes = this.changes.get(ordinal);
    const before = this.before.at(ordinal);
    if (!changes) return before;
    let made = this.made.get(ordinal);
    if (!made) {
      made = setAfter(before ?? PrincipalSet.of(changes[0]!.come.universe, [ordinal]), changes);
      this.made.set(ordinal, made);
    }
    return made;
  }
}
