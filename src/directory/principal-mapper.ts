import { isUtf8 } from 'node:buffer';

import type { AttributeMap } from './attribute-map';
import { type DirectoryPrincipal, storedKey } from './directory-principal';
import type { AttributeValue, DirectoryEntry } from './directory-source';
import { DistinguishedName } from './distinguished-name';
import type { KeptValue } from './kept-attributes';
import { PrincipalKind } from './principal.entity';
import { primaryGroupSid, type Sid, sidOf } from './security-identifier';
import type { SyncWarnings } from './sync-warnings';

/** The longest texts that the store takes. */
const TEXT_LENGTH = 256;
const DISTINGUISHED_NAME_LENGTH = 1024;

const TEXT_GUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Makes principals of a directory's entries, as its attribute map says. */
export class PrincipalMapper {
  private readonly kinds: readonly (readonly [string, PrincipalKind | null])[];

  constructor(
    private readonly map: AttributeMap,
    private readonly warnings: SyncWarnings,
  ) {
    this.kinds = map.kinds.map(([objectClass, kind]) => [objectClass.toLowerCase(), kind]);
  }

  /** The kind of principal that an entry is; null where it is none. */
  kindOf(entry: DirectoryEntry): PrincipalKind | null {
    const classes = new Set(entry.texts('objectClass').map((objectClass) => objectClass.toLowerCase()));
    return this.kinds.find(([objectClass]) => classes.has(objectClass))?.[1] ?? null;
  }

  /**
   * The principal that an entry of that kind makes; null, with a warning, where it can't be kept.
   *
   * @param netbiosName of the domain that the entry stands in; null where it stands in none
   */
  principalOf(entry: DirectoryEntry, kind: PrincipalKind, netbiosName: () => string | null): DirectoryPrincipal | null {
    const { distinguishedName } = entry;
    if (distinguishedName.length > DISTINGUISHED_NAME_LENGTH) {
      this.warnings.add(
        'TOO_LONG',
        `The name "${distinguishedName}" is longer than ${DISTINGUISHED_NAME_LENGTH} characters: left out.`,
      );
      return null;
    }
    const guid = this.guid(entry);
    if (!guid) {
      this.warnings.add('NO_GUID', `"${distinguishedName}" has no usable ${this.map.guid}: left out.`);
      return null;
    }
    const logonName = this.text(entry, this.map.logonName);
    const domain = logonName && netbiosName();
    return {
      guid,
      kind,
      displayName: this.displayName(entry),
      sipAddress: this.text(entry, this.map.sipAddress, withScheme),
      userPrincipalName: this.text(entry, this.map.userPrincipalName),
      logonName,
      logonKey: domain && storedKey(`${domain}\\${logonName}`),
      distinguishedName,
      enabled: kind !== PrincipalKind.USER || !this.isDisabled(entry),
      siteName: kind === PrincipalKind.USER ? this.text(entry, this.map.site) : null,
      sid: kind === PrincipalKind.GROUP ? this.sid(entry) : null,
      attributes: this.kept(entry),
    };
  }

  /** What an entry is known by; null where it has nothing of use. */
  guid(entry: DirectoryEntry): string | null {
    return guidText(entry.values(this.map.guid)[0]);
  }

  members(entry: DirectoryEntry): string[] {
    // A group that must have a member has the empty name for none.
    return this.map.members.flatMap((attribute) => entry.texts(attribute)).filter((member) => member !== '');
  }

  /** The group that a user is in without being listed there. */
  primaryGroup(entry: DirectoryEntry): Sid | null {
    if (!this.map.primaryGroup) return null;
    const { number, sid } = this.map.primaryGroup;
    return primaryGroupSid(entry.values(sid)[0], Number(entry.text(number) ?? NaN));
  }

  /** The short name of a domain, where the entry tells one. */
  netbiosName(entry: DirectoryEntry): { domain: DistinguishedName; name: string } | null {
    if (!this.map.netbiosName) return null;
    const name = entry.text(this.map.netbiosName.name);
    const domain = entry.text(this.map.netbiosName.domain);
    const domainName = domain ? DistinguishedName.parse(domain) : entry.name;
    return name && domainName ? { domain: domainName, name } : null;
  }

  /** What a group is known by to those whose primary group it is. */
  private sid(entry: DirectoryEntry): Sid | null {
    return this.map.primaryGroup && sidOf(entry.values(this.map.primaryGroup.sid)[0]);
  }

  private displayName(entry: DirectoryEntry): string {
    const attribute = this.map.displayName.find((name) => this.readable(entry, name));
    const displayName = attribute ? entry.text(attribute)! : entry.name.firstValue;
    if (displayName.length <= TEXT_LENGTH) return displayName;
    this.warnings.add(
      'TOO_LONG',
      `The display name of "${entry.distinguishedName}" is longer than ${TEXT_LENGTH} characters: cut.`,
    );
    return displayName.slice(0, TEXT_LENGTH).toWellFormed();
  }

  private text(entry: DirectoryEntry, attribute: string | null, complete = (text: string) => text): string | null {
    const given = attribute && this.readable(entry, attribute);
    const text = given && complete(given);
    if (!text || text.length <= TEXT_LENGTH) return text;
    this.warnings.add(
      'TOO_LONG',
      `The ${attribute} of "${entry.distinguishedName}" is longer than ${TEXT_LENGTH} characters: left out.`,
    );
    return null;
  }

  private kept(entry: DirectoryEntry): KeptValue[] {
    return this.map.kept.flatMap((attribute) => {
      const [only, ...others] = entry.values(attribute);
      if (only === undefined) return [];
      if (others.length === 0) {
        const value = this.keptText(entry, attribute, only);
        return value ? [{ name: attribute.toLowerCase(), value }] : [];
      }
      const values = new Map<string, string>();
      for (const value of entry.values(attribute)) {
        const text = this.keptText(entry, attribute, value);
        const key = text && storedKey(text);
        if (text && key && !values.has(key)) values.set(key, text);
      }
      return Array.from(values.values(), (value) => ({ name: attribute.toLowerCase(), value }));
    });
  }

  private keptText({ distinguishedName }: DirectoryEntry, attribute: string, value: AttributeValue): string | null {
    if (typeof value !== 'string' && !isUtf8(value)) {
      this.warnings.add(
        'NOT_UTF8',
        `A value of the ${attribute} of "${distinguishedName}" is not valid UTF-8: left out.`,
      );
      return null;
    }
    const text = value.toString();
    if (text.length <= TEXT_LENGTH) return text;
    this.warnings.add(
      'TOO_LONG',
      `A value of the ${attribute} of "${distinguishedName}" is longer than ${TEXT_LENGTH} characters: left out.`,
    );
    return null;
  }

  private readable(entry: DirectoryEntry, attribute: string): string | null {
    const value = entry.values(attribute)[0];
    if (value === undefined || typeof value === 'string' || isUtf8(value)) return entry.text(attribute);
    this.warnings.add('NOT_UTF8', `The ${attribute} of "${entry.distinguishedName}" is not valid UTF-8: left out.`);
    return null;
  }

  private isDisabled(entry: DirectoryEntry): boolean {
    const { disabled } = this.map;
    if (!disabled) return false;
    if ('bit' in disabled) return (Number(entry.text(disabled.attribute)) & disabled.bit) !== 0;
    return entry
      .texts(disabled.attribute)
      .some((value) => disabled.values.includes('*') || disabled.values.includes(value));
  }
}

/** A GUID in text, lower case with hyphens; of its 16 bytes Microsoft writes the first three groups back to front. */
export function guidText(value: AttributeValue | undefined): string | null {
  if (value === undefined) return null;
  const bytes = typeof value === 'string' ? Buffer.from(value) : value;
  if (bytes.length === 16) {
    const turned = Buffer.from(bytes);
    turned.subarray(0, 4).reverse();
    turned.subarray(4, 6).reverse();
    turned.subarray(6, 8).reverse();
    const hex = turned.toString('hex');
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  }
  const text = bytes.toString();
  return TEXT_GUID.test(text) ? text.toLowerCase() : null;
}

function withScheme(sipAddress: string): string {
  return `sip:${sipAddress.replace(/^sip:/i, '')}`;
}
