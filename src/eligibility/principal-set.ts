import { bitsBelow, bitsFrom, clearBit, countBits, emptyBits, hasBit, setBit, wordsFor } from './bitset';

/** In steps for each ordinal. */
const LONGEST_WALK = 16;
const MOST_LOOKED_UP = 3_000;

/**
 * An immutable set of principals, by their ordinals. It is kept as a sorted array where that takes
 * no more room than one bit for each principal of the directory, else as the bits, so equal sets look alike.
 * Only sets of the same index can be combined, and those of one that has some more ordinals at its end.
 */
export class PrincipalSet implements Iterable<number> {
  private constructor(
    /** How many principals the directory has: ordinals are below it. */
    readonly universe: number,
    readonly size: number,
    private readonly dense: boolean,
    /** Words of bits where `dense`, else the ordinals, ascending. */
    private readonly data: Uint32Array,
  ) {}

  static none(universe: number): PrincipalSet {
    return new PrincipalSet(universe, 0, false, new Uint32Array(0));
  }

  /** The set of the given ordinals, in any order, repeated or not. */
  static of(universe: number, ordinals: ArrayLike<number>): PrincipalSet {
    if (isQuickerByBits(universe, ordinals.length)) {
      const bits = emptyBits(universe);
      for (let i = 0; i < ordinals.length; i++) setBit(bits, ordinals[i]!);
      return PrincipalSet.ofBits(universe, bits);
    }
    return PrincipalSet.ofSorted(universe, withoutRepeats(new Uint32Array(ordinals).sort()));
  }

  static union(universe: number, sets: Iterable<PrincipalSet>): PrincipalSet {
    const parts = [...new Set(sets)].filter((set) => set.size > 0);
    if (parts.length === 0) return PrincipalSet.none(universe);
    if (parts.length === 1) return parts[0]!;
    const total = parts.reduce((sum, set) => sum + set.size, 0);
    return isQuickerByBits(universe, total)
      ? unionOfBits(universe, parts)
      : PrincipalSet.of(universe, concatenated(parts, total));
  }

  /** The set whose data begins at the word `start` of a block that nobody writes to any more. */
  static over(universe: number, size: number, block: Uint32Array, start: number): PrincipalSet {
    const dense = isDense(universe, size);
    const words = dense ? wordsFor(universe) : size;
    return new PrincipalSet(universe, size, dense, block.subarray(start, start + words));
  }

  /** Takes `bits` over: the caller must not write to them again. */
  static ofBits(universe: number, bits: Uint32Array): PrincipalSet {
    const size = countBits(bits);
    return isDense(universe, size)
      ? new PrincipalSet(universe, size, true, bits)
      : new PrincipalSet(universe, size, false, bitsFrom(bits, 0, size));
  }

  private static ofSorted(universe: number, ordinals: Uint32Array): PrincipalSet {
    return new PrincipalSet(universe, ordinals.length, false, ordinals);
  }

  /** How many words its data takes. */
  get words(): number {
    return this.data.length;
  }

  /** The same set with its data in a block. */
  copyTo(block: Uint32Array, start: number): PrincipalSet {
    block.set(this.data, start);
    return PrincipalSet.over(this.universe, this.size, block, start);
  }

  has(ordinal: number): boolean {
    if (this.dense) return ordinal < this.universe && hasBit(this.data, ordinal);
    return this.data[firstAtLeast(this.data, ordinal)] === ordinal;
  }

  equals(other: PrincipalSet): boolean {
    return this === other || (this.size === other.size && this.without(other).size === 0);
  }

  intersect(other: PrincipalSet): PrincipalSet {
    if (this === other) return this;
    if (this.dense && other.dense) return this.combined(other, (mine, theirs) => mine & theirs);
    const [few, many] = !this.dense && (other.dense || this.size <= other.size) ? [this, other] : [other, this];
    return PrincipalSet.ofSorted(this.universe, few.thoseIn(many, true));
  }

  /** Those of its ordinals that are among the given ones or in any of the sets; of few in question each is looked up by itself. */
  intersectUnion(ordinals: readonly number[], sets: readonly PrincipalSet[]): PrincipalSet {
    const inQuestion = sets.reduce((sum, { size }) => sum + size, ordinals.length);
    if (inQuestion > MOST_LOOKED_UP) {
      return this.intersect(PrincipalSet.union(this.universe, [PrincipalSet.of(this.universe, ordinals), ...sets]));
    }
    const found = ordinals.filter((ordinal) => this.has(ordinal));
    for (const set of sets) {
      for (const ordinal of set.ordinals) if (this.has(ordinal)) found.push(ordinal);
    }
    return PrincipalSet.of(this.universe, found);
  }

  without(other: PrincipalSet): PrincipalSet {
    if (other.size === 0) return this;
    if (!this.dense) return PrincipalSet.ofSorted(this.universe, this.thoseIn(other, false));
    if (other.dense) return this.combined(other, (mine, theirs) => mine & ~theirs);
    const bits = this.data.slice();
    for (const ordinal of other.data) clearBit(bits, ordinal);
    return PrincipalSet.ofBits(this.universe, bits);
  }

  /** The first `count` ordinals after `after`, which may be between two, ascending. */
  first(count: number, after = -1): number[] {
    const from = Math.floor(after) + 1;
    if (this.dense) return [...bitsFrom(this.data, from, Math.min(count, this.size))];
    const start = firstAtLeast(this.data, from);
    return [...this.data.subarray(start, start + count)];
  }

  /** The last `count` ordinals before `before`, which may be between two, ascending. */
  last(count: number, before = this.universe): number[] {
    const end = Math.max(0, Math.min(Math.ceil(before), this.universe));
    if (this.dense) return [...bitsBelow(this.data, end, Math.min(count, this.size))];
    const place = firstAtLeast(this.data, end);
    return [...this.data.subarray(Math.max(0, place - count), place)];
  }

  toArray(): Uint32Array {
    return this.dense ? bitsFrom(this.data, 0, this.size) : this.data.slice();
  }

  [Symbol.iterator](): Iterator<number> {
    return this.toArray()[Symbol.iterator]();
  }

  /** Adds this set's ordinals to `bits`. */
  addTo(bits: Uint32Array): void {
    if (this.dense) {
      for (let i = 0; i < this.data.length; i++) bits[i]! |= this.data[i]!;
    } else {
      for (const ordinal of this.data) setBit(bits, ordinal);
    }
  }

  /** Its ordinals, not to be written to. */
  private get ordinals(): Uint32Array {
    return this.dense ? this.toArray() : this.data;
  }

  /** Of a sparse set: its ordinals that the other has, or those that it doesn't have. */
  private thoseIn(other: PrincipalSet, wanted: boolean): Uint32Array {
    const found = new Uint32Array(this.size);
    let filled = 0;
    let place = 0;
    // Both ascend: one walk along the two is faster than many searches, unless the other is much larger.
    const walks = !other.dense && other.size < this.size * LONGEST_WALK;
    for (let i = 0; i < this.size; i++) {
      const ordinal = this.data[i]!;
      if (walks) while (place < other.size && other.data[place]! < ordinal) place++;
      const isThere = walks ? other.data[place] === ordinal : other.has(ordinal);
      if (isThere === wanted) found[filled++] = ordinal;
    }
    return found.slice(0, filled);
  }

  private combined(other: PrincipalSet, combine: (mine: number, theirs: number) => number): PrincipalSet {
    const bits = new Uint32Array(this.data.length);
    for (let i = 0; i < bits.length; i++) bits[i] = combine(this.data[i]!, other.data[i] ?? 0);
    return PrincipalSet.ofBits(this.universe, bits);
  }
}

/** Whether one bit for each principal takes less room than 32 for each of `size`. */
function isDense(universe: number, size: number): boolean {
  return size * 32 > universe;
}

/** Whether so many ordinals, of which some may be the same, are sooner set as bits and read off than sorted. */
function isQuickerByBits(universe: number, count: number): boolean {
  return count * 1024 > universe;
}

function unionOfBits(universe: number, sets: PrincipalSet[]): PrincipalSet {
  const bits = emptyBits(universe);
  for (const set of sets) set.addTo(bits);
  return PrincipalSet.ofBits(universe, bits);
}

function concatenated(sets: PrincipalSet[], total: number): Uint32Array {
  const ordinals = new Uint32Array(total);
  let filled = 0;
  for (const set of sets) {
    ordinals.set(set.toArray(), filled);
    filled += set.size;
  }
  return ordinals;
}

function withoutRepeats(sorted: Uint32Array): Uint32Array {
  let filled = 0;
  for (let i = 0; i < sorted.length; i++) {
    if (i === 0 || sorted[i] !== sorted[i - 1]) sorted[filled++] = sorted[i]!;
  }
  return filled === sorted.length ? sorted : sorted.slice(0, filled);
}

/** The place of the first ordinal that is `least` or more. */
function firstAtLeast(sorted: Uint32Array, least: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
