import type { Entry } from 'ldapts';

import { type AttributeMap, attributesIn, bytesIn } from '../attribute-map';
import {
  type AttributeValue,
  DirectoryEntry,
  type DirectoryReading,
  type DirectorySource,
  wholeReading,
} from '../directory-source';
import { DistinguishedName } from '../distinguished-name';
import type { SourceDescription } from '../source-description';
import { mayBind } from './ldap-admission';
import { LdapConnection } from './ldap-connection';
import { unavailable } from './ldap-failure';
import type { LdapSettings } from './ldap-settings';

const RANGED = /^(.+);range=\d+-(\d+|\*)$/i;

/** A directory behind LDAP, read page by page. */
export class LdapSource implements DirectorySource {
  readonly name: string;
  readonly attributeMap: AttributeMap;
  readonly netbiosNames?: ReadonlyMap<string, string>;
  /** The distinguished name at and below which its entries stand. */
  readonly base: string;

  constructor(private readonly settings: LdapSettings) {
    this.name = settings.name;
    this.attributeMap = settings.attributeMap;
    this.netbiosNames = settings.netbiosNames;
    this.base = settings.base;
  }

  get description(): SourceDescription {
    return { kind: 'ldap', settings: this.settings };
  }

  async open(): Promise<DirectoryReading> {
    const connection = await LdapConnection.open(this.settings);
    return {
      ...wholeReading(() => this.entries(connection)),
      server: connection.server,
      close: () => connection.close(),
    };
  }

  /** Whether the directory lets somebody in by a password; see `mayBind`. */
  admits(distinguishedName: string, password: string): Promise<boolean> {
    return mayBind(this.settings, distinguishedName, password);
  }

  private async *entries(connection: LdapConnection): AsyncGenerator<DirectoryEntry> {
    yield* this.domainNames(connection);
    for await (const page of connection.pages(attributesIn(this.attributeMap), bytesIn(this.attributeMap))) {
      for (const entry of page) yield this.entryOf(entry, connection, await this.attributesOf(entry, connection));
    }
  }

  /** The cross-references that tell the domains' NetBIOS names, where there is a forest that has such. */
  private async *domainNames(connection: LdapConnection): AsyncGenerator<DirectoryEntry> {
    if (!this.attributeMap.netbiosName) return;
    const { name, domain } = this.attributeMap.netbiosName;
    const { configurationNamingContext: configuration } = await connection.entry('', ['configurationNamingContext']);
    if (typeof configuration !== 'string') return;
    for (const entry of await connection.below(`CN=Partitions,${configuration}`, `(${name}=*)`, [name, domain])) {
      yield this.entryOf(entry, connection, valuesIn(entry));
    }
  }

  private entryOf(entry: Entry, { server }: LdapConnection, attributes: Map<string, AttributeValue[]>): DirectoryEntry {
    const name = DistinguishedName.parse(entry.dn);
    if (name) return new DirectoryEntry(entry.dn, name, attributes);
    throw unavailable(
      `"${server}" of "${this.name}" gave "${entry.dn}", which is not a distinguished name.`,
      this.name,
      server,
    );
  }

  /** Every value, also of attributes that the server gives piece by piece, as Active Directory does with the members of large groups. */
  private async attributesOf(entry: Entry, connection: LdapConnection): Promise<Map<string, AttributeValue[]>> {
    const values = valuesIn(entry);
    for (const given of Object.keys(entry)) {
      for (let range = RANGED.exec(given); range && range[2] !== '*';) {
        const [, attribute, end] = range as unknown as [string, string, string];
        const next = await connection.entry(entry.dn, [`${attribute};range=${Number(end) + 1}-*`]);
        const found = valuesIn(next).get(attribute.toLowerCase()) ?? [];
        values.get(attribute.toLowerCase())!.push(...found);
        range =
          Object.keys(next)
            .map((name) => RANGED.exec(name))
            .find((match) => match) ?? null;
      }
    }
    return values;
  }
}

/** Values by the lower-case names of their attributes, whatever range of them it is. */
function valuesIn({ dn: _, ...given }: Entry): Map<string, AttributeValue[]> {
  const values = new Map<string, AttributeValue[]>();
  for (const [name, value] of Object.entries(given)) {
    const attribute = (RANGED.exec(name)?.[1] ?? name).toLowerCase();
    const known = values.get(attribute) ?? [];
    values.set(attribute, known.concat(value));
  }
  return values;
}
