import { type Entry, EqualityFilter, OrFilter } from 'ldapts';

import { attributesIn, bytesIn } from '../attribute-map';
import { type AttributeValue, DirectoryEntry } from '../directory-source';
import { DistinguishedName } from '../distinguished-name';
import { guidText } from '../principal-mapper';
import { guidBytes } from './guid-bytes';
import type { LdapConnection } from './ldap-connection';
import { unavailable } from './ldap-failure';
import type { LdapSettings } from './ldap-settings';
import { rangeIn, valuesIn } from './ldap-values';
import { isWithin } from './names-within';

/** When Active Directory made an entry, wherever in it. */
export const WHEN_CREATED = 'whenCreated';

/** The entries of a source, at a server that has let the account in. */
export class LdapEntries {
  private readonly attributes: string[];
  private readonly bytes: string[];
  private readonly base: DistinguishedName;

  constructor(
    readonly connection: LdapConnection,
    readonly settings: LdapSettings,
  ) {
    const needed = attributesIn(settings.attributeMap);
    this.attributes = settings.kind === 'ad' ? [...new Set([...needed, WHEN_CREATED])] : needed;
    this.bytes = bytesIn(settings.attributeMap);
    this.base = DistinguishedName.parse(settings.base)!;
  }

  /** Everything at and below a base. */
  async *all(base: string = this.settings.base): AsyncGenerator<DirectoryEntry> {
    for await (const page of this.connection.pages(base, this.attributes, this.bytes)) {
      for (const entry of page) yield this.entryOf(entry, await this.valuesOf(entry));
    }
  }

  /** Everything below a container, by its name as the server wrote it: it may tell names apart that are compared as one. */
  async *below(distinguishedName: string): AsyncGenerator<DirectoryEntry> {
    const container = DistinguishedName.parse(distinguishedName)!.normalised;
    for await (const entry of this.all(distinguishedName)) {
      if (entry.name.normalised !== container) yield entry;
    }
  }

  /** A few attributes of everything. */
  async *sweep(attributes: string[], bytes: string[] = []): AsyncGenerator<Entry> {
    for await (const page of this.connection.pages(this.settings.base, attributes, bytes)) yield* page;
  }

  /** What has a distinguished name, or what else the server takes for one; null where it isn't there, or not below the base. */
  async byName(name: string): Promise<DirectoryEntry | null> {
    return this.whole(await this.connection.find(name, this.attributes, this.bytes));
  }

  /** What has a GUID, in text; null where it isn't there, or not below the base. */
  async byGuid(guid: string): Promise<DirectoryEntry | null> {
    const [entry] = await this.withGuid(guid, this.attributes, this.bytes);
    return this.whole(entry ?? null);
  }

  /** The distinguished name of what has a GUID, in text; null where nothing has, or several. */
  async nameOf(guid: string): Promise<string | null> {
    const attribute = this.settings.attributeMap.guid;
    const found = await this.withGuid(guid, [attribute], [attribute]);
    const [entry, ...others] = found.filter(
      (each) => guidText(valuesIn(each).get(attribute.toLowerCase())?.[0]) === guid,
    );
    return entry && others.length === 0 ? entry.dn : null;
  }

  /** The cross-references that tell the domains' NetBIOS names, where there is a forest that has such. */
  async *domainNames(): AsyncGenerator<DirectoryEntry> {
    const { netbiosName } = this.settings.attributeMap;
    if (!netbiosName) return;
    const { name, domain } = netbiosName;
    const { configurationNamingContext: configuration } = await this.connection.entry('', [
      'configurationNamingContext',
    ]);
    if (typeof configuration !== 'string') return;
    const options = { filter: `(${name}=*)`, attributes: [name, domain], scope: 'one' as const };
    for (const entry of await this.connection.search(`CN=Partitions,${configuration}`, options)) {
      yield this.entryOf(entry, valuesIn(entry));
    }
  }

  /** Whether a name is that of the base, or of something below it. */
  isOurs(name: DistinguishedName): boolean {
    return isWithin(name, this.base);
  }

  private withGuid(guid: string, attributes: string[], explicitBufferAttributes: string[]): Promise<Entry[]> {
    const attribute = this.settings.attributeMap.guid;
    // Some servers keep bytes, others text.
    const filters = [guid, guidBytes(guid)].map((value) => new EqualityFilter({ attribute, value }));
    const options = { filter: new OrFilter({ filters }), attributes, explicitBufferAttributes };
    return this.connection.search(this.settings.base, options);
  }

  private async whole(entry: Entry | null): Promise<DirectoryEntry | null> {
    if (!entry) return null;
    const made = this.entryOf(entry, await this.valuesOf(entry));
    return this.isOurs(made.name) ? made : null;
  }

  private entryOf(entry: Entry, values: Map<string, AttributeValue[]>): DirectoryEntry {
    const name = DistinguishedName.parse(entry.dn);
    if (name) return new DirectoryEntry(entry.dn, name, values);
    const { server } = this.connection;
    throw unavailable(
      `"${server}" of "${this.settings.name}" gave "${entry.dn}", which is not a distinguished name.`,
      this.settings.name,
      server,
    );
  }

  /** Every value, also of attributes that the server gives piece by piece, as Active Directory does with the members of large groups. */
  private async valuesOf(entry: Entry): Promise<Map<string, AttributeValue[]>> {
    const values = valuesIn(entry);
    for (const given of Object.keys(entry)) {
      for (let range = rangeIn(given); range && range[2] !== '*';) {
        const [, attribute, end] = range;
        const next = await this.connection.entry(entry.dn, [`${attribute};range=${Number(end) + 1}-*`]);
        const found = valuesIn(next).get(attribute.toLowerCase()) ?? [];
        values.get(attribute.toLowerCase())!.push(...found);
        range =
          Object.keys(next)
            .map(rangeIn)
            .find((match) => match) ?? null;
      }
    }
    return values;
  }
}
