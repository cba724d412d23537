import type { AttributeMap } from '../attribute-map';
import { type DirectoryEntry, type DirectoryReading, type DirectorySource, wholeReading } from '../directory-source';
import { DistinguishedName } from '../distinguished-name';
import type { SourceDescription } from '../source-description';
import { ChangedReading } from './changed-reading';
import { changesSince, markNow } from './changes/trackers';
import { configuredServer } from './configured-server';
import { mayBind } from './ldap-admission';
import { LdapConnection } from './ldap-connection';
import { LdapEntries } from './ldap-entries';
import type { LdapSettings } from './ldap-settings';
import { OneEntryReading } from './one-entry-reading';

/** A directory behind LDAP. */
export class LdapSource implements DirectorySource {
  readonly name: string;
  readonly attributeMap: AttributeMap;
  readonly netbiosNames?: ReadonlyMap<string, string>;
  readonly linksFollowMoves: boolean;

  constructor(private readonly settings: LdapSettings) {
    this.name = settings.name;
    this.attributeMap = settings.attributeMap;
    this.netbiosNames = settings.netbiosNames;
    this.linksFollowMoves = settings.kind === 'ad';
  }

  get description(): SourceDescription {
    return { kind: 'ldap', settings: this.settings };
  }

  /** The names of the accounts that may be chosen to read it. */
  get credentials(): string[] {
    return [...(this.settings.credentials?.keys() ?? [])];
  }

  /** Reads what changed since the mark where the server can tell, and everything else. */
  async open(mark: string | null): Promise<DirectoryReading> {
    const entries = await this.connect();
    try {
      if (this.settings.only !== undefined) return new OneEntryReading(entries, this.settings.only);
      const since = mark === null ? null : await changesSince(mark, entries);
      if (since) return new ChangedReading(entries, since.changes, since.at, since.next);
      return wholeReadingOf(entries, await markNow(entries));
    } catch (error) {
      await entries.connection.close();
      throw error;
    }
  }

  /** The same directory, asked at one of its servers only: by host name, `HOST:PORT` or URL; null where it has no such. */
  at(domainController: string): LdapSource | null {
    const server = configuredServer(this.settings.servers, domainController);
    return server === null ? null : new LdapSource({ ...this.settings, servers: [server] });
  }

  /** The same directory, read by another account, by its name in the configuration; null where that has no such. */
  as(credential: string): LdapSource | null {
    const account = this.settings.credentials?.get(credential);
    return account ? new LdapSource({ ...this.settings, account }) : null;
  }

  /** Only one of its entries: a reading tells what that says, and nothing of any other. */
  only(guid: string): LdapSource {
    return new LdapSource({ ...this.settings, only: guid.toLowerCase() });
  }

  /**
   * Asks for one entry.
   *
   * @param identity its GUID or its distinguished name
   * @returns null where the server has none, or not at or below the base
   * @throws GatewayError UNAVAILABLE where it can't be asked.
   */
  async entry(identity: string): Promise<DirectoryEntry | null> {
    const entries = await this.connect();
    try {
      return await (DistinguishedName.parse(identity) ? entries.byName(identity) : entries.byGuid(identity));
    } finally {
      await entries.connection.close();
    }
  }

  /** Whether the directory lets somebody in by a password; see `mayBind`. */
  admits(guid: string, password: string): Promise<boolean> {
    return mayBind(this.settings, guid, password);
  }

  private async connect(): Promise<LdapEntries> {
    return new LdapEntries(await LdapConnection.open(this.settings), this.settings);
  }
}

function wholeReadingOf(entries: LdapEntries, mark: string | null): DirectoryReading {
  return {
    ...wholeReading(() => everything(entries)),
    server: entries.connection.server,
    mark: () => mark,
    close: () => entries.connection.close(),
  };
}

async function* everything(entries: LdapEntries): AsyncGenerator<DirectoryEntry> {
  yield* entries.domainNames();
  yield* entries.all();
}
