import type { WantedChange, WantedEntry } from '../../changes/access-lists/planned-list';
import { andMore, firstFew } from '../../changes/first-few';
import { type ChangeWarning, WarningCode } from '../../changes/warning';
import { principalIdentity } from '../../directory/identity-resolver';
import type { Wall } from '../../eligibility/wall';
import type { PastChange } from './past-change';
import type { Reverting } from './reverting';

/** The mutation that takes entries off lists because they are without effect. */
const TIDYING = 'removeAccessEntries';

/** Whether entries that a wall keeps out are looked for: they come back where they were tidied away, and are left out with force. */
export function admitsOutside({ force }: Reverting, { operation }: PastChange): boolean {
  return force || operation === TIDYING;
}

/**
 * Of the entries that a wall keeps out, lets those come back to a list that were tidied away and are still without effect; with force leaves
 * the others out. Tells of both.
 */
export function admitted(
  { force }: Reverting,
  { operation }: PastChange,
  wanted: WantedChange,
  wall: Wall,
  path: string,
): { wanted: WantedChange; warnings: ChangeWarning[] } {
  const outside = (wanted?.add ?? []).filter(({ principal }) => !wall.has(principal.id));
  if (!wanted || !outside.length) return { wanted, warnings: [] };
  const idle = new Set(operation === TIDYING ? outside.filter((entry) => isIdle(entry, wall)) : []);
  const dropped = new Set(force ? outside.filter((entry) => !idle.has(entry)) : []);
  const add = wanted.add.filter((entry) => !dropped.has(entry));
  return {
    wanted: { ...wanted, add: add.map((entry) => (idle.has(entry) ? { ...entry, isIdle: true } : entry)) },
    warnings: [
      ...warningOf(
        WarningCode.ENTRIES_DROPPED,
        [...dropped],
        (names) => `${names} did not come back to the ${path}: the category does not allow them.`,
      ),
      ...warningOf(
        WarningCode.ENTRIES_WITHOUT_EFFECT,
        [...idle],
        (names) => `${names} came back to the ${path} without effect: the category allows nobody whom they reach.`,
      ),
    ],
  };
}

function isIdle({ principal }: WantedEntry, { index, principals }: Wall): boolean {
  return index.reach([principal.id]).intersect(principals).size === 0;
}

function warningOf(
  code: WarningCode,
  entries: readonly WantedEntry[],
  sentence: (names: string) => string,
): ChangeWarning[] {
  if (!entries.length) return [];
  const names = firstFew(entries).map(({ principal }) => principalIdentity(principal));
  return [{ code, message: sentence(andMore(names, entries.length)) }];
}
