import type { PrincipalSet } from './principal-set';

/** What each ordinal stands for; undefined where that is itself alone, as for one that is beyond all that are known. */
export interface SetByOrdinal {
  at(ordinal: number): PrincipalSet | undefined;
}

export interface WritableSets extends SetByOrdinal {
  set(ordinal: number, set: PrincipalSet | undefined): void;
}

/** Every ordinal stands for itself alone. */
export const NO_SETS: SetByOrdinal = { at: () => undefined };

/** The sets of before but for those that are written over. */
export class PatchedSets implements WritableSets {
  private readonly written = new Map<number, PrincipalSet | undefined>();

  constructor(private readonly before: SetByOrdinal) {}

  at(ordinal: number): PrincipalSet | undefined {
    return this.written.get(ordinal) ?? (this.written.has(ordinal) ? undefined : this.before.at(ordinal));
  }

  set(ordinal: number, set: PrincipalSet | undefined): void {
    this.written.set(ordinal, set);
  }
}
