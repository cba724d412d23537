import { PrincipalSet } from './principal-set';
import type { TextColumn } from './text-column';

/** A place in display order: among the ordinals that are in order by themselves, and among the displaced ones. Halves stand between two. */
export interface Place {
  readonly base: number;
  readonly displaced: number;
}

/** A part of the order; those who stand at its ends are no part of it. */
export interface Stretch {
  after?: Place;
  before?: Place;
}

/** The principals whose ordinals were given out in display order: those below `size`. */
export interface BaseOrder {
  readonly size: number;
  readonly ids: Uint32Array;
  readonly sortKeys: TextColumn;
}

/** A principal whose place isn't that of its ordinal: it came later, or was renamed. */
export interface DisplacedPrincipal {
  ordinal: number;
  id: number;
  sortKey: string;
}

/** The order in which principals are shown: by sort key and id. */
export class DisplayOrder {
  private readonly displaced: readonly { ordinal: number; id: number; key: Buffer }[];
  /** For each of the displaced, where it stands among the others. */
  private readonly gaps: readonly number[];
  private readonly ranks: ReadonlyMap<number, number>;
  private readonly moved: PrincipalSet;

  /**
   * @param universe ordinals are below it
   * @param displaced in any order, each once; every ordinal in use from `base.size` on is among them
   */
  constructor(
    universe: number,
    readonly base: BaseOrder,
    displaced: readonly DisplacedPrincipal[] = [],
  ) {
    this.displaced = displaced
      .map(({ ordinal, id, sortKey }) => ({ ordinal, id, key: Buffer.from(sortKey) }))
      .sort((a, b) => a.key.compare(b.key) || a.id - b.id);
    this.gaps = this.displaced.map(({ key, id }) => this.inBase(key, id));
    this.ranks = new Map(this.displaced.map(({ ordinal }, rank) => [ordinal, rank]));
    this.moved = PrincipalSet.of(universe, [...this.ranks.keys()]);
  }

  /** The place that a principal with this sort key and id has, or would have. */
  place(sortKey: string, principalId: number): Place {
    const key = Buffer.from(sortKey);
    const compare = (rank: number) => {
      const each = this.displaced[rank]!;
      return each.key.compare(key) || each.id - principalId;
    };
    return { base: this.inBase(key, principalId), displaced: search(this.displaced.length, compare) };
  }

  /** Negative where the first of two ordinals comes first. */
  compare(one: number, other: number): number {
    const [rank, otherRank] = [this.ranks.get(one), this.ranks.get(other)];
    const gap = rank === undefined ? one : this.gaps[rank]!;
    const otherGap = otherRank === undefined ? other : this.gaps[otherRank]!;
    return gap - otherGap || (rank ?? 0) - (otherRank ?? 0);
  }

  /** All ordinals of a set. */
  all(set: PrincipalSet): ArrayLike<number> & Iterable<number> {
    return this.displaced.length === 0 ? set.toArray() : this.first(set, set.size);
  }

  /** The first `count` ordinals of a set. */
  first(set: PrincipalSet, count: number, { after, before }: Stretch = {}): number[] {
    const end = before?.base ?? Infinity;
    const inBase = this.unmoved(set)
      .first(count, after?.base)
      .filter((ordinal) => ordinal < end);
    if (this.displaced.length === 0) return inBase;
    const ranks = this.ranksOf(set, { after, before });
    return this.merged(inBase, ranks).slice(0, count);
  }

  /** The last `count` ordinals of a set. */
  last(set: PrincipalSet, count: number, { after, before }: Stretch = {}): number[] {
    const start = after?.base ?? -Infinity;
    const inBase = this.unmoved(set)
      .last(count, before?.base)
      .filter((ordinal) => ordinal > start);
    if (this.displaced.length === 0) return inBase;
    const both = this.merged(inBase, this.ranksOf(set, { after, before }));
    return both.slice(Math.max(0, both.length - count));
  }

  /** Where somebody stands among those whose ordinals are in order: at an ordinal, or halfway between two. */
  private inBase(key: Buffer, id: number): number {
    const { size, ids, sortKeys } = this.base;
    return search(size, (ordinal) => sortKeys.compareAt(ordinal, key) || ids[ordinal]! - id);
  }

  private unmoved(set: PrincipalSet): PrincipalSet {
    return set.without(this.moved);
  }

  /** Of those in the set, in order. */
  private ranksOf(set: PrincipalSet, { after, before }: Stretch): number[] {
    const ranks: number[] = [];
    const end = before?.displaced ?? this.displaced.length;
    for (let rank = Math.floor(after?.displaced ?? -1) + 1; rank < end; rank++) {
      if (set.has(this.displaced[rank]!.ordinal)) ranks.push(rank);
    }
    return ranks;
  }

  private merged(inBase: readonly number[], ranks: readonly number[]): number[] {
    const both: number[] = [];
    let next = 0;
    for (const ordinal of inBase) {
      while (next < ranks.length && this.gaps[ranks[next]!]! < ordinal)
        both.push(this.displaced[ranks[next++]!]!.ordinal);
      both.push(ordinal);
    }
    while (next < ranks.length) both.push(this.displaced[ranks[next++]!]!.ordinal);
    return both;
  }
}

/** The place where `compare` gives 0; where nothing does, half a place before the first that gives more. */
function search(size: number, compare: (place: number) => number): number {
  let low = 0;
  let high = size;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const order = compare(middle);
    if (order === 0) return middle;
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return low - 0.5;
}
