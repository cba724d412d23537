/** Where in a text something is wrong. */
export interface TextPosition {
  /** In UTF-16 units, from 0. */
  offset: number;
  /** From 1. */
  line: number;
  /** In characters, from 1. */
  column: number;
}

export function textPosition(text: string, offset: number): TextPosition {
  const lines = text.slice(0, offset).split(/\r\n?|\n/);
  return { offset, line: lines.length, column: [...lines.at(-1)!].length + 1 };
}
