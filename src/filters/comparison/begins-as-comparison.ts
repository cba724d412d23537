import { isComparisonOperator } from './comparison-parser';

const BEGINNING = /^(?:[\s({!]|[-–—―]not(?!\p{L}))*([\p{L}_][\p{L}\p{N}_.]*)\s+[-–—―](\p{L}+)/iu;

/**
 * Whether a text that may also be plain is meant as a comparison: it begins with a word and then, after a blank, a word with a dash,
 * and the one is an attribute or the other an operator. So a mistake in either is told rather than searched for.
 */
export function beginsAsComparison(text: string, isAttribute: (word: string) => boolean): boolean {
  const beginning = BEGINNING.exec(text);
  if (!beginning) return false;
  const [, word, operator] = beginning as unknown as [string, string, string];
  return isAttribute(word) || isComparisonOperator(`-${operator.toLowerCase()}`);
}
