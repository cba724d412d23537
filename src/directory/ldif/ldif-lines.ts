import { isUtf8 } from 'node:buffer';

import { ldifError } from './ldif-error';

const SPACE = 0x20;
const NUMBER_SIGN = 0x23;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const BYTE_ORDER_MARK = Buffer.from('\uFEFF');

/** A line with its continuations joined; `number` is where it begins. */
export interface LdifLine {
  number: number;
  text: string;
}

/**
 * Takes a file's bytes in pieces and gives its lines: continuations joined (in bytes, since a fold may cut a character), comments left
 * out, blank lines kept, for they part the entries.
 */
export class LdifLines {
  private rest: Buffer = Buffer.alloc(0);
  private count = 0;
  private open: { number: number; parts: Buffer[] } | null = null;

  constructor(private readonly file: string) {}

  *push(bytes: Buffer): Generator<LdifLine> {
    const buffer = this.rest.length > 0 ? Buffer.concat([this.rest, bytes]) : bytes;
    let start = 0;
    for (let end = buffer.indexOf(LINE_FEED); end >= 0; end = buffer.indexOf(LINE_FEED, start)) {
      const withoutReturn = end > start && buffer[end - 1] === CARRIAGE_RETURN ? end - 1 : end;
      yield* this.take(buffer.subarray(start, withoutReturn));
      start = end + 1;
    }
    this.rest = buffer.subarray(start);
  }

  /** The last line, where no line feed ended it. */
  *end(): Generator<LdifLine> {
    if (this.rest.length > 0) yield* this.push(Buffer.from('\n'));
    yield* this.close();
  }

  private *take(line: Buffer): Generator<LdifLine> {
    this.count += 1;
    if (line[0] === SPACE) {
      if (!this.open) throw ldifError(this.file, this.count, 'continues a line, but there is none before it');
      this.open.parts.push(line.subarray(1));
      return;
    }
    yield* this.close();
    const marked = this.count === 1 && line.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK);
    const content = marked ? line.subarray(BYTE_ORDER_MARK.length) : line;
    if (content.length === 0) yield { number: this.count, text: '' };
    else this.open = { number: this.count, parts: [content] };
  }

  private *close(): Generator<LdifLine> {
    if (!this.open) return;
    const { number, parts } = this.open;
    this.open = null;
    if (parts[0]![0] === NUMBER_SIGN) return;
    const bytes = parts.length === 1 ? parts[0]! : Buffer.concat(parts);
    if (!isUtf8(bytes)) throw ldifError(this.file, number, 'is not valid UTF-8');
    yield { number, text: bytes.toString() };
  }
}
