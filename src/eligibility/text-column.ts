/** One text for each principal, by ordinal, in one block of UTF-8: a fraction of what as many strings take. */
export class TextColumn {
  private constructor(
    private readonly bytes: Buffer,
    /** Text i stands from byte `offsets[i]` up to `offsets[i + 1]`. */
    private readonly offsets: Uint32Array,
  ) {}

  /** @param size how many ordinals there are: those without a text have an empty one. */
  static of(texts: readonly string[], size: number): TextColumn {
    const offsets = new Uint32Array(size + 1);
    texts.forEach((text, i) => {
      offsets[i + 1] = offsets[i]! + Buffer.byteLength(text);
    });
    offsets.fill(offsets[texts.length]!, texts.length);
    const bytes = Buffer.allocUnsafe(offsets[size]!);
    texts.forEach((text, i) => bytes.write(text, offsets[i]!));
    return new TextColumn(bytes, offsets);
  }

  at(ordinal: number): string {
    return this.bytes.toString('utf8', this.offsets[ordinal], this.offsets[ordinal + 1]);
  }

  isEmptyAt(ordinal: number): boolean {
    return this.offsets[ordinal] === this.offsets[ordinal + 1];
  }

  /** Compares the text with `other` as the stores compare keys: negative where it comes first. */
  compareAt(ordinal: number, other: Buffer): number {
    return this.bytes.compare(other, 0, other.length, this.offsets[ordinal], this.offsets[ordinal + 1]);
  }
}
