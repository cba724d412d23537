import type { DirectoryEntry, DirectoryReading } from '../directory-source';
import type { LdapEntries } from './ldap-entries';

/**
 * A reading of one entry, of which nothing follows for any other: so it has no mark, and the source's is to stay as it is. Nor does
 * it follow that the entry is gone where it doesn't come: this server may be behind, or this account not see it.
 */
export class OneEntryReading implements DirectoryReading {
  readonly whole = false;
  readonly server: string;

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
  }

  async *vanished(): AsyncGenerator<never> {}

  async *below(): AsyncGenerator<never> {}

  mark(): null {
    return null;
  }

  close(): Promise<void> {
    return this.source.connection.close();
  }
}
