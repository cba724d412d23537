/** Sets of small integers as one bit each, in 32-bit words. */

export function wordsFor(universe: number): number {
  return Math.ceil(universe / 32);
}

export function emptyBits(universe: number): Uint32Array {
  return new Uint32Array(wordsFor(universe));
}

export function hasBit(bits: Uint32Array, ordinal: number): boolean {
  return ((bits[ordinal >>> 5]! >>> (ordinal & 31)) & 1) === 1;
}

export function setBit(bits: Uint32Array, ordinal: number): void {
  bits[ordinal >>> 5]! |= 1 << (ordinal & 31);
}

export function clearBit(bits: Uint32Array, ordinal: number): void {
  bits[ordinal >>> 5]! &= ~(1 << (ordinal & 31));
}

export function countBits(bits: Uint32Array): number {
  let count = 0;
  for (let i = 0; i < bits.length; i++) {
    let word = bits[i]!;
    word -= (word >>> 1) & 0x55555555;
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
    count += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
}

/** The first `count` ordinals from `from` upwards, ascending. */
export function bitsFrom(bits: Uint32Array, from: number, count: number): Uint32Array {
  const found = new Uint32Array(count);
  let filled = 0;
  for (let i = from >>> 5; i < bits.length && filled < count; i++) {
    let word = bits[i]!;
    if (i === from >>> 5) word &= -1 << (from & 31);
    for (; word !== 0 && filled < count; word &= word - 1) {
      found[filled++] = i * 32 + 31 - Math.clz32(word & -word);
    }
  }
  return found.subarray(0, filled);
}

/** The last `count` ordinals below `end`, ascending. */
export function bitsBelow(bits: Uint32Array, end: number, count: number): Uint32Array {
  const found = new Uint32Array(count);
  let left = count;
  for (let i = end >>> 5; i >= 0 && left > 0; i--) {
    let word = bits[i] ?? 0;
    if (i === end >>> 5) word &= ~(-1 << (end & 31));
    while (word !== 0 && left > 0) {
      const highest = 31 - Math.clz32(word);
      found[--left] = i * 32 + highest;
      word &= ~(1 << highest);
    }
  }
  return found.subarray(left);
}
