import type { DistinguishedName } from '../distinguished-name';

/** Whether something is what a name says, or stands anywhere below it. */
export function isWithin(name: DistinguishedName, above: DistinguishedName): boolean {
  for (let each: DistinguishedName | null = name; each; each = each.parent) {
    if (each.normalised === above.normalised) return true;
  }
  return false;
}
