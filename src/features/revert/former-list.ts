import type { WantedChange } from '../../changes/access-lists/planned-list';
import type { ChangedEntry } from '../../changes/field-change';
import type { PastChange } from './past-change';
import type { Reverting } from './reverting';

/**
 * What makes a list what it was before a change: what came then goes, what went comes back. Undefined where the change left
 * the list alone.
 *
 * @param path the field of the thing, such as `members`
 */
export async function formerList(reverting: Reverting, past: PastChange, path: string): Promise<WantedChange> {
  const change = past.changes.find((each) => each.path === path && each.added);
  if (!change) return undefined;
  const entries = async (changed: readonly ChangedEntry[]) => {
    const principals = await reverting.planning.principals(changed.flatMap(({ principalId }) => principalId ?? []));
    return principals.map((principal) => ({ principal, parameter: reverting.parameter }));
  };
  const [add, remove] = await Promise.all([entries(change.removed ?? []), entries(change.added ?? [])]);
  return { add, remove, replace: [], replaces: false };
}
