import type { DirectoryEntry, DirectoryReading } from '../directory-source';
import { guidText } from '../principal-mapper';
import type { LdapChanges } from './changes/change-tracker';
import { timeIn } from './generalized-time';
import { type LdapEntries, WHEN_CREATED } from './ldap-entries';

/** Entries that are asked for at the same time. */
const AT_ONCE = 16;
/** Who was made at another domain controller may come that late, by clocks that differ. */
const LATE_MS = 24 * 60 * 60 * 1000;

/** A reading of what changed at a server. */
export class ChangedReading implements DirectoryReading {
  readonly whole = false;
  readonly server: string;
  /** What changed, and isn't to be found any more. */
  private readonly gone = new Set<string>();

  constructor(
    private readonly source: LdapEntries,
    private readonly changes: LdapChanges,
    private readonly since: Date,
    private readonly next: string | null,
  ) {
    this.server = source.connection.server;
  }

  async *entries(): AsyncGenerator<DirectoryEntry> {
    yield* this.source.domainNames();
    const read = new Set<string>();
    const names = [...this.changes.names];
    for (let i = 0; i < names.length; i += AT_ONCE) {
      const asked = names.slice(i, i + AT_ONCE).map(async ([guid, name]) => {
        return [guid, name === null ? null : await this.source.byName(name)] as const;
      });
      for (const [guid, entry] of await Promise.all(asked)) {
        if (!entry) this.gone.add(guid);
        // Two entries may have changed names after they were found.
        else if (this.isNew(entry, read)) yield entry;
      }
    }
  }

  async *vanished(known: ReadonlySet<string>): AsyncGenerator<string> {
    const { present } = this.changes;
    for (const guid of known) {
      if (present ? !present.has(guid) : this.gone.has(guid)) yield guid;
    }
  }

  below(distinguishedName: string): AsyncIterable<DirectoryEntry> {
    return this.source.below(distinguishedName);
  }

  wasElsewhere(entry: DirectoryEntry): boolean {
    const created = timeIn(entry.texts(WHEN_CREATED)[0]);
    return created !== null && created < this.since.getTime() - LATE_MS;
  }

  mark(): string | null {
    return this.next;
  }

  close(): Promise<void> {
    return this.source.connection.close();
  }

  private isNew(entry: DirectoryEntry, read: Set<string>): boolean {
    const guid = guidText(entry.values(this.source.settings.attributeMap.guid)[0]);
    if (guid && read.has(guid)) return false;
    if (guid) read.add(guid);
    return true;
  }
}
