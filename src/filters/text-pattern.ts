import { likeLiteral } from '../database/text-keys';

export enum Wildcard {
  /** Any characters, or none. */
  ANY,
  /** One character. */
  ONE,
}

/** Texts with wildcards between them. */
export type TextPattern = readonly (string | Wildcard)[];

/** A SQL LIKE pattern (escape character `!`) for folded texts. */
export function likePatternOf(pattern: TextPattern): string {
  return pattern.map((part) => (typeof part === 'string' ? likeLiteral(part) : LIKE_WILDCARDS[part])).join('');
}

const LIKE_WILDCARDS = { [Wildcard.ANY]: '%', [Wildcard.ONE]: '_' };
