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
