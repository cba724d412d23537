import type { DirectoryEntry, DirectoryReading } from '../directory-source';
import type { DistinguishedName } from '../distinguished-name';
import type { LdapEntries } from './ldap-entries';

/** A reading of one entry, of which nothing follows for any other: so it has no mark, and the source's is to stay as it is. */
export class OneEntryReading implements DirectoryReading {
  readonly whole = false;
  readonly server: string;
  private isGone = false;

  constructor(
    private readonly source: LdapEntries,
    private readonly guid: string,
  ) {
    this.server = source.connection.server;
  }

  async *entries(): AsyncGenerator<DirectoryEntry> {
    yield* this.source.domainNames();
    const entry = await this.source.byGuid(this.guid);
    if (entry) yield entry;
    this.isGone = !entry;
  }

  async *vanished(known: ReadonlySet<string>): AsyncGenerator<string> {
    if (this.isGone && known.has(this.guid)) yield this.guid;
  }

  below(container: DistinguishedName): AsyncIterable<DirectoryEntry> {
    return this.source.below(container);
  }

  mark(): null {
    return null;
  }

  close(): Promise<void> {
    return this.source.connection.close();
  }
}
