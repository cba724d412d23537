import type { ChangedEntry, FieldChange } from '../../changes/field-change';
import type { ChangeWarning } from '../../changes/warning';
import type { DirectoryFigures } from '../../directory/sync/directory-difference';
import { type DirectoryEntryChange, DirectoryEntryEffect } from './directory-entry-change';
import type { NamedLetThrough } from './let-through';

/** What the audit trail keeps of a sync: the figures, and the first names. */
export function syncChanges(
  figures: DirectoryFigures,
  entries: readonly DirectoryEntryChange[],
  groups: readonly ChangedEntry[],
  letThrough: readonly NamedLetThrough[],
): FieldChange[] {
  const lists = Object.values(DirectoryEntryEffect).flatMap((effect): FieldChange[] => {
    const changed = entries.filter((entry) => entry.effect === effect);
    if (!changed.length) return [];
    const list = changed.map(({ identity, principalId }) => ({ identity, principalId }));
    return [
      {
        path: effect.toLowerCase(),
        ...(effect === DirectoryEntryEffect.MISSING ? { removed: list } : { added: list }),
      },
    ];
  });
  const opened = letThrough.map(({ principal, category }) => `${principal} into ${category}`);
  return [
    { path: 'figures', before: null, after: figures },
    ...lists,
    ...(groups.length ? [{ path: 'membersChanged', added: [...groups] }] : []),
    ...(opened.length ? [{ path: 'letThrough', before: null, after: opened }] : []),
  ];
}

/** What it keeps besides of a sync that was forced. */
export function forcedChanges(stops: readonly ChangeWarning[]): FieldChange[] {
  const overridden = stops.map(({ message }) => message);
  return [
    { path: 'force', before: null, after: true },
    ...(overridden.length ? [{ path: 'stops', before: null, after: overridden }] : []),
  ];
}
