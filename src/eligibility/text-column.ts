import { sharedBytes, sharedWords } from './packed/shared-arrays';

/** One text for each principal, by ordinal, in one block of UTF-8: a fraction of what as many strings take. */
export interface PackedTexts {
  bytes: Uint8Array;
  /** Text i stands from byte `offsets[i]` up to `offsets[i + 1]`. */
  offsets: Uint32Array;
}

export class TextColumn {
  private readonly bytes: Buffer;
  private readonly offsets: Uint32Array;

  constructor({ bytes, offsets }: PackedTexts) {
    this.bytes = bufferOver(bytes);
    this.offsets = offsets;
  }

  at(ordinal: number): string {
    return this.bytes.toString('utf8', this.offsets[ordinal], this.offsets[ordinal + 1]);
  }

  /** The ordinals of the texts that have `part` somewhere in them, or at their end, ascending; empty texts have none. */
  holding(part: string, where: 'somewhere' | 'at the end' = 'somewhere'): number[] {
    const wanted = Buffer.from(part);
    const { bytes, offsets } = this;
    const found: number[] = [];
    let ordinal = 0;
    for (let at = bytes.indexOf(wanted); at >= 0 && at < bytes.length;) {
      ordinal = this.ordinalAt(at, ordinal);
      const end = offsets[ordinal + 1]!;
      const over = end - at - wanted.length;
      const fits = where === 'somewhere' ? over >= 0 : over === 0;
      if (fits) found.push(ordinal);
      at = bytes.indexOf(wanted, fits ? end : at + 1);
    }
    return found;
  }

  /** Whose text has the byte at this place, looked for from an ordinal on: mostly it is close by. */
  private ordinalAt(place: number, from: number): number {
    let step = 1;
    let low = from;
    while (this.offsets[low + step]! <= place) {
      low += step;
      step *= 2;
    }
    let high = Math.min(low + step, this.offsets.length - 1);
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (this.offsets[middle]! <= place) low = middle;
      else high = middle;
    }
    return low;
  }

  /** Compares the text with `other` as the stores compare keys: negative where it comes first. */
  compareAt(ordinal: number, other: Buffer): number {
    return this.bytes.compare(other, 0, other.length, this.offsets[ordinal], this.offsets[ordinal + 1]);
  }
}

/** @param size how many ordinals there are: those without a text have an empty one. */
export function packTexts(texts: readonly string[], size: number): PackedTexts {
  const offsets = sharedWords(size + 1);
  let end = 0;
  texts.forEach((text, i) => (offsets[i + 1] = end += Buffer.byteLength(text)));
  offsets.fill(end, texts.length);
  const bytes = sharedBytes(end);
  const buffer = bufferOver(bytes);
  texts.forEach((text, i) => buffer.write(text, offsets[i]!));
  return { bytes, offsets };
}

function bufferOver({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
