/**
 * The two keys stored beside a text, so that both stores and the index in memory agree on what is equal and
 * what comes first: case does not count, accents do. Both compare in binary.
 */

/** The columns' size; longer keys are cut, and the id decides between equals. */
export const SORT_KEY_LENGTH = 512;

/**
 * How many characters a text has, as it is or composed, whichever are more. Its folded key has at most twice as many:
 * so columns of texts that are to have `n` at most take `n`, those of their keys `2n`.
 */
export function characterCount(text: string): number {
  return Math.max([...text].length, [...text.normalize('NFC')].length);
}

const ASCII = /^[\0-\x7f]*$/;

/** The key by which texts are unique and searched: NFC, lower case. */
export function foldedKey(text: string): string {
  // Most texts have nothing to compose, and a sync of the directory folds millions.
  if (ASCII.test(text)) return text.toLowerCase();
  return text.normalize('NFC').toLowerCase().normalize('NFC');
}

/** The key by which texts are ordered: base letters first, accents as the tie-break (`Emil`, `Émil`, `Emily`). */
export function sortKey(text: string): string {
  const folded = foldedKey(text);
  const base = folded.normalize('NFD').replace(/\p{M}/gu, '');
  const key = base === folded ? base : `${base}\u0001${folded}`;
  return key.slice(0, SORT_KEY_LENGTH).toWellFormed();
}

/** Compares two keys as the stores do: by code point. */
export function compareKeys(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** A text as it stands for itself in a SQL LIKE pattern (escape character `!`) for folded texts. */
export function likeLiteral(text: string): string {
  return foldedKey(text).replace(/[!%_]/g, '!$&');
}

/** A SQL LIKE pattern (escape character `!`) for a folded text with the wildcards `*` and `?`. */
export function likePattern(wildcard: string): string {
  return likeLiteral(wildcard).replaceAll('*', '%').replaceAll('?', '_');
}

/** The same wildcard as a test of folded texts in memory. */
export function wildcardTest(wildcard: string): (folded: string) => boolean {
  const [first, ...parts] = foldedKey(wildcard)
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('?', '.')
    .split(/\*+/) as [string, ...string[]];
  const last = parts.pop();
  // A lookahead doesn't backtrack: the first place of each part is taken, and many stars cost little more than one.
  const between = parts.map((part, i) => `(?=(.*?${part}))\\${i + 1}`).join('');
  const source = last === undefined ? first : `${first}${between}.*${last}`;
  const pattern = new RegExp(`^${source}$`, 'su');
  return (folded) => pattern.test(folded);
}
