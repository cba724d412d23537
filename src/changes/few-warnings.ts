import { firstFew } from './first-few';
import type { ChangeWarning } from './warning';

/** The first few warnings of each kind, and how many more there are: many things may give one each, or the same one. */
export function fewWarnings(warnings: readonly ChangeWarning[]): ChangeWarning[] {
  const counts = new Map<string, Map<string, number>>();
  for (const { code, message } of warnings) {
    const ofKind = counts.get(code) ?? new Map<string, number>();
    counts.set(code, ofKind.set(message, (ofKind.get(message) ?? 0) + 1));
  }
  const codes = [...new Set(warnings.map(({ code }) => code))];
  return codes.flatMap((code) => {
    const all = [...counts.get(code)!].map(([message, count]) =>
      count === 1 ? message : `${message} (${count} times)`,
    );
    const more = all.length - firstFew(all).length;
    const said = more > 0 ? [...firstFew(all), `There are ${more} more warnings of this kind.`] : all;
    return said.map((message) => ({ code, message }));
  });
}
