import type { FilterText } from '../filter-text';
import { QUOTE, readQuotedText } from './quoted-text';

export type TokenType = 'word' | 'operator' | 'text' | 'number' | 'variable' | 'symbol' | 'end';

export interface Token {
  type: TokenType;
  /** Of a text its value, of all else what is written; operators in lower case with a plain dash. */
  text: string;
  /** UTF-16 units from the beginning. */
  start: number;
  end: number;
}

const BLANKS = /\s*/y;
const PATTERNS: readonly (readonly [TokenType, RegExp])[] = [
  ['word', /[\p{L}_][\p{L}\p{N}_.]*/uy],
  // PowerShell takes typographic dashes for plain ones.
  ['operator', /[-–—―]\p{L}+/uy],
  ['number', /-?\d+(?:\.\d+)?(?:[kmgtp]b)?(?![\p{L}\p{N}_.])/iuy],
  ['variable', /\$\w+/y],
  ['symbol', /[(){}!]/y],
];

/** Parts a text in the comparison syntax of PowerShell into tokens, as they are asked for. */
export class ComparisonTokens {
  private at = 0;

  constructor(private readonly source: FilterText) {}

  next(): Token {
    const { text } = this.source;
    this.at += matchAt(BLANKS, text, this.at)!.length;
    const start = this.at;
    if (start === text.length) return { type: 'end', text: '', start, end: start };
    if (matchAt(QUOTE, text, start) !== null) {
      const { value, end } = readQuotedText(this.source, start);
      this.at = end;
      return { type: 'text', text: value, start, end };
    }
    for (const [type, pattern] of PATTERNS) {
      const found = matchAt(pattern, text, start);
      if (found === null) continue;
      this.at = start + found.length;
      return { type, text: type === 'operator' ? `-${found.slice(1).toLowerCase()}` : found, start, end: this.at };
    }
    const character = String.fromCodePoint(text.codePointAt(start)!);
    throw this.source.mistake(start, `${JSON.stringify(character)} has no meaning here`);
  }
}

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}
