import type { DirectorySource } from '../../src/directory/directory-source';
import { directoryOf, domain, guid, type TestEntry } from './directory';

/** What a principal is beside its name; a user with a SIP address where nothing is said. */
export interface DescribedPrincipal {
  /** A group where it has `members`, else a user. */
  kind?: 'user' | 'group' | 'contact' | 'organizationalUnit';
  /** The organizational unit that it stands in; the domain where none is said. */
  in?: string;
  members?: string[];
  /** Null for none. A user has `sip:NAME@litwareinc.com` where it isn't said, others have none. */
  sip?: string | null;
  disabled?: boolean;
  /** The site that the directory puts it in, whether there is one or not. */
  site?: string;
  /** Where it isn't the name by which the tests call it. */
  displayName?: string;
}

/** Principals by the names that tests call them, which are their display names; containers before what stands in them. */
export type DescribedDirectory = Record<string, DescribedPrincipal>;

/** Reads a described directory as if it were Active Directory. A name has the same GUID whenever it is read. */
export class DescribedDirectorySource {
  private readonly numbers = new Map<string, number>();

  of(described: DescribedDirectory): DirectorySource {
    const names = Object.keys(described);
    const dns = new Map<string, string>();
    for (const name of names) dns.set(name, dnOf(name, described[name]!, dns));
    const entries = names.map((name): TestEntry => {
      const { members = [], disabled = false, ...rest } = described[name]!;
      const objectClass = kindOf(described[name]!);
      const usual = objectClass === 'user' ? `sip:${name.toLowerCase()}@litwareinc.com` : null;
      return {
        dn: dns.get(name)!,
        objectClass,
        objectGUID: this.guidOf(name),
        displayName: rest.displayName ?? name,
        'msRTCSIP-PrimaryUserAddress': rest.sip === undefined ? usual : rest.sip,
        userAccountControl: disabled ? '514' : '512',
        physicalDeliveryOfficeName: rest.site ?? null,
        member: members.map((member) => dns.get(member)!),
      };
    });
    return directoryOf([{ dn: domain, objectClass: 'domainDNS', objectGUID: guid(0) }, ...entries]);
  }

  /** The name of the principal with a GUID. */
  nameOf(guidOfPrincipal: string): string {
    return [...this.numbers.keys()].find((name) => this.guidOf(name) === guidOfPrincipal) ?? domain;
  }

  private guidOf(name: string): string {
    if (!this.numbers.has(name)) this.numbers.set(name, this.numbers.size + 1);
    return guid(this.numbers.get(name)!);
  }
}

function kindOf({ kind, members }: DescribedPrincipal): string {
  return kind ?? (members ? 'group' : 'user');
}

function dnOf(name: string, principal: DescribedPrincipal, dns: ReadonlyMap<string, string>): string {
  const parent = principal.in === undefined ? domain : dns.get(principal.in)!;
  return `${kindOf(principal) === 'organizationalUnit' ? 'OU' : 'CN'}=${name},${parent}`;
}
