import type { LdapEntries } from '../ldap-entries';
import type { LdapSettings } from '../ldap-settings';
import type { ChangeTracker, LdapChanges } from './change-tracker';
import { contextCsn } from './context-csn';
import { dirSync } from './dir-sync';
import { entryStamps } from './entry-stamps';
import { markIn, markText } from './ldap-mark';
import { usnChanged } from './usn-changed';

/** The ways in which each kind of server tells what changed, the best first. */
const trackers: Record<LdapSettings['kind'], readonly ChangeTracker[]> = {
  ad: [dirSync, usnChanged],
  openldap: [contextCsn, entryStamps],
};

/** Where the next reading may begin after one of everything that begins now; null where the server can't tell what changes. */
export async function markNow(entries: LdapEntries): Promise<string | null> {
  const now = new Date();
  for (const tracker of trackers[entries.settings.kind]) {
    const position = await tracker.position(entries);
    const mark = position === null ? null : markText(tracker.name, position, now, entries.settings);
    if (mark) return mark;
  }
  return null;
}

/** What changed since a mark, when that was made, and where the next reading may begin; null where the server can't tell. */
export async function changesSince(
  mark: string,
  entries: LdapEntries,
): Promise<{ changes: LdapChanges; at: Date; next: string | null } | null> {
  const now = new Date();
  const then = markIn(mark, now, entries.settings);
  const tracker = then && trackers[entries.settings.kind].find(({ name }) => name === then.by);
  const changes = tracker ? await tracker.since(then.position, entries) : null;
  if (!tracker || !changes) return null;
  return { changes, at: new Date(then.at), next: markText(tracker.name, changes.position, now, entries.settings) };
}
