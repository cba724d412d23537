import type { FilterText } from '../filter-text';

/** PowerShell takes typographic quotes, as word processors make them, for plain ones. */
const SINGLE = /['‘’‚‛]/;
const DOUBLE = /["“”„]/;

const BACKTICK = '`';

/** What stands after a backtick for something else than itself. */
const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** Matches the characters that open a quoted text. */
export const QUOTE = /['‘’‚‛"“”„]/y;

/**
 * Reads the quoted text that begins at `start`: in either quotes a doubled one stands for itself; in double ones a backtick escapes, and
 * a `$` that would be a variable is refused.
 */
export function readQuotedText(source: FilterText, start: number): { value: string; end: number } {
  const { text } = source;
  const isDouble = DOUBLE.test(text[start]!);
  const quote = isDouble ? DOUBLE : SINGLE;
  let value = '';
  let at = start + 1;
  while (at < text.length) {
    const character = text[at]!;
    if (quote.test(character)) {
      if (!quote.test(text[at + 1] ?? '')) return { value, end: at + 1 };
      value += character;
      at += 2;
    } else if (isDouble && character === BACKTICK && at + 1 < text.length) {
      value += ESCAPES[text[at + 1]!] ?? text[at + 1]!;
      at += 2;
    } else if (isDouble && character === '$' && /[\w{(]/.test(text[at + 1] ?? '')) {
      throw source.mistake(at, 'there are no variables in texts; write "`$" for the character');
    } else {
      value += character;
      at += 1;
    }
  }
  throw source.mistake(start, 'the text that begins here has no closing quote');
}
