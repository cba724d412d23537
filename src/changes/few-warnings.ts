import { firstFew } from './first-few';
import type { ChangeWarning } from './warning';

/** The first few warnings of each kind, and how many more there are: many things may give one each. */
export function fewWarnings(warnings: readonly ChangeWarning[]): ChangeWarning[] {
  const codes = [...new Set(warnings.map(({ code }) => code))];
  return codes.flatMap((code) => {
    const all = warnings.filter((warning) => warning.code === code);
    const few = firstFew(all);
    const more = all.length - few.length;
    return more > 0 ? [...few, { code, message: `There are ${more} more warnings of this kind.` }] : few;
  });
}
