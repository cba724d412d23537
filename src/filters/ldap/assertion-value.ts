import { isUtf8 } from 'node:buffer';

import type { FilterText } from '../filter-text';

const RUN = /[^()*\\\0]+/y;
const ESCAPE = /\\([\da-f]{2})/iy;

/** What stands between the operator and the closing parenthesis: the texts between asterisks, bytes where one is no valid UTF-8. */
export interface AssertionValue {
  parts: (string | Buffer)[];
  end: number;
}

/** Reads the value that begins at `start`: `\` and two hexadecimal digits stand for a byte. */
export function readAssertionValue(source: FilterText, start: number): AssertionValue {
  const { text } = source;
  const parts: Buffer[][] = [[]];
  let at = start;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) at = pattern.lastIndex;
    return match;
  };
  while (at < text.length && text[at] !== ')') {
    const escape = take(ESCAPE);
    if (escape) parts.at(-1)!.push(Buffer.from(escape[1]!, 'hex'));
    else if (text[at] === '\\')
      throw source.mistake(at, 'a backslash is followed by two hexadecimal digits; write "\\5c" for itself');
    else if (text[at] === '(') throw source.mistake(at, 'write "\\28" for a parenthesis in a value');
    else if (text[at] === '\0') throw source.mistake(at, 'write "\\00" for the character in a value');
    else if (text[at] === '*') {
      parts.push([]);
      at += 1;
    } else parts.at(-1)!.push(Buffer.from(take(RUN)![0]));
  }
  return { parts: parts.map((pieces) => textOrBytes(Buffer.concat(pieces))), end: at };
}

function textOrBytes(bytes: Buffer): string | Buffer {
  return isUtf8(bytes) ? bytes.toString() : bytes;
}
