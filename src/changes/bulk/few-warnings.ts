import { firstFew } from '../first-few';
import type { ChangeWarning, WarningCode } from '../warning';

/** The first few warnings of each kind, and how many more there are: many things may give one each, or the same one. */
export function fewWarnings(warnings: readonly ChangeWarning[]): ChangeWarning[] {
  const byCode = new Map<WarningCode, Map<string, number>>();
  for (const { code, message } of warnings) {
    const counts = byCode.get(code) ?? new Map<string, number>();
    byCode.set(code, counts.set(message, (counts.get(message) ?? 0) + 1));
  }
  return [...byCode].flatMap(([code, counts]) => few(counts).map((message) => ({ code, message })));
}

function few(counts: ReadonlyMap<string, number>): string[] {
  const all = Array.from(counts, ([message, count]) => (count === 1 ? message : `${message} (${count} times)`));
  const named = firstFew(all);
  const more = all.length - named.length;
  if (!more) return named;
  return [
    ...named,
    more === 1 ? 'There is 1 more warning of this kind.' : `There are ${more} more warnings of this kind.`,
  ];
}
