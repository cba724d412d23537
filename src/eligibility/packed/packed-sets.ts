import { PrincipalSet } from '../principal-set';
import type { SetByOrdinal, WritableSets } from '../set-by-ordinal';
import { sharedWords } from './shared-arrays';

/** No set is longer than a bit for each principal, and a block has a word for each: so at least 32 go into one. */
const wordsPerBlock = (universe: number) => Math.max(universe, 1);

/** Sets of principals, known by numbers from 1 on, in blocks. */
export interface PackedSets {
  universe: number;
  blocks: readonly Uint32Array[];
  /** The words of set n begin at word `starts[n]`, counted through all blocks. */
  starts: Uint32Array;
  sizes: Uint32Array;
}

/** Sets over what is packed, each made when it is first asked for, and kept. */
export class UnpackedSets {
  private readonly made: (PrincipalSet | undefined)[] = [];

  constructor(private readonly packed: PackedSets) {}

  /** None for 0. */
  get(number: number): PrincipalSet | undefined {
    return number === 0 ? undefined : (this.made[number] ??= this.make(number));
  }

  private make(number: number): PrincipalSet {
    const { universe, blocks, starts, sizes } = this.packed;
    if (sizes[number] === 0) return PrincipalSet.none(universe);
    const words = wordsPerBlock(universe);
    const start = starts[number]!;
    return PrincipalSet.over(universe, sizes[number]!, blocks[Math.floor(start / words)]!, start % words);
  }
}

/** The sets that ordinals stand for, by their numbers. */
export class NumberedSets implements SetByOrdinal {
  constructor(
    private readonly sets: { get(number: number): PrincipalSet | undefined },
    private readonly numbers: Uint32Array,
  ) {}

  at(ordinal: number): PrincipalSet | undefined {
    return this.sets.get(this.numbers[ordinal] ?? 0);
  }
}

/** Packs sets one after the other. */
export class SetPacker {
  private readonly blocks: Uint32Array[] = [];
  private readonly starts = [0];
  private readonly kept: (PrincipalSet | undefined)[] = [undefined];
  private readonly numbers = new WeakMap<PrincipalSet, number>();
  private next = 0;

  constructor(private readonly universe: number) {}

  get(number: number): PrincipalSet | undefined {
    return this.kept[number];
  }

  /** The number of the set, which is kept once however often it is given. */
  numberOf(set: PrincipalSet): number {
    return this.numbers.get(set) ?? this.keep(set);
  }

  packed(): PackedSets {
    const { universe, blocks } = this;
    const starts = sharedWords(this.starts.length);
    starts.set(this.starts);
    const sizes = sharedWords(this.kept.length);
    this.kept.forEach((set, number) => (sizes[number] = set?.size ?? 0));
    return { universe, blocks, starts, sizes };
  }

  private keep(set: PrincipalSet): number {
    const number = this.kept.length;
    const copy = set.size === 0 ? set : this.copied(set);
    this.starts.push(this.next - set.words);
    this.kept.push(copy);
    // Whoever kept the set goes on with what was given, whoever asks for it with the copy.
    this.numbers.set(set, number).set(copy, number);
    return number;
  }

  private copied(set: PrincipalSet): PrincipalSet {
    const words = wordsPerBlock(this.universe);
    const last = this.blocks.length * words;
    if (this.next + set.words > last) {
      this.blocks.push(sharedWords(words));
      this.next = last;
    }
    const start = this.next % words;
    this.next += set.words;
    return set.copyTo(this.blocks.at(-1)!, start);
  }
}

/** What ordinals stand for, packed as it is written. */
export class PackingSets extends NumberedSets implements WritableSets {
  constructor(
    private readonly packer: SetPacker,
    readonly written: Uint32Array,
  ) {
    super(packer, written);
  }

  set(ordinal: number, set: PrincipalSet | undefined): void {
    this.written[ordinal] = set ? this.packer.numberOf(set) : 0;
  }
}
