import type { WantedChange } from '../../changes/access-lists/planned-list';
import { andMore, firstFew } from '../../changes/first-few';
import { type ChangeWarning, WarningCode } from '../../changes/warning';
import { principalIdentity } from '../../directory/identity-resolver';
import type { Wall } from '../../eligibility/wall';

/** Leaves out entries that a wall keeps out, and tells whom. */
export function admitted(
  wanted: WantedChange,
  wall: Wall,
  path: string,
): { wanted: WantedChange; warnings: ChangeWarning[] } {
  const outside = (wanted?.add ?? []).filter(({ principal }) => !wall.has(principal.id));
  if (!wanted || !outside.length) return { wanted, warnings: [] };
  const names = firstFew(outside).map(({ principal }) => principalIdentity(principal));
  const message = `${andMore(names, outside.length)} did not come back to the ${path}: the category does not allow them.`;
  return {
    wanted: { ...wanted, add: wanted.add.filter((entry) => !outside.includes(entry)) },
    warnings: [{ code: WarningCode.ENTRIES_DROPPED, message }],
  };
}
