import type { LdifEntry } from '../../support/ldif-text';

/** The people and groups of a domain by name; groups have members, by name or, of the other domain, by distinguished name. */
export type Domain = Record<string, { members?: string[]; in?: 'Sales'; title?: string; sip?: string }>;

const numbers = new Map<string, number>();

/** A name has the same GUID in each version of the directory. */
function guidOf(name: string): string {
  if (!numbers.has(name)) numbers.set(name, numbers.size + 1);
  return `00000000-0000-0000-0000-${numbers.get(name)!.toString(16).padStart(12, '0')}`;
}

export const dnOf = (name: string, domain: string, unit?: string): string =>
  `CN=${name},${unit ? `OU=${unit},` : ''}DC=${domain},DC=com`;

/** The entries of a domain: the domain itself, an organizational unit, and what is said to be there. */
export function entriesOf(domain: string, people: Domain): LdifEntry[] {
  const base = `DC=${domain},DC=com`;
  const known = (name: string) => (name in people ? dnOf(name, domain, people[name]!.in) : name);
  return [
    { dn: base, objectClass: 'domainDNS', objectGUID: guidOf(base) },
    { dn: `OU=Sales,${base}`, objectClass: 'organizationalUnit', ou: 'Sales', objectGUID: guidOf(`Sales ${domain}`) },
    ...Object.entries(people).map(([name, { members, title, sip }]): LdifEntry => {
      const logon = name.toLowerCase().replaceAll(' ', '');
      const person = {
        objectClass: 'user',
        'msRTCSIP-PrimaryUserAddress': sip ?? `sip:${logon}@${domain}.com`,
        userAccountControl: '512',
      };
      return {
        dn: known(name),
        displayName: name,
        objectGUID: guidOf(name),
        ...(title && { title }),
        ...(members ? { objectClass: 'group', member: members.map(known) } : person),
      };
    }),
  ];
}

const numbered = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => `User ${String(i + 1).padStart(3, '0')}`);

/** 100 principals and 50 memberships: Bob by himself and Cid as a junior are analysts. */
export const litware: Domain = {
  ...Object.fromEntries(numbered(91).map((name) => [name, {}])),
  Ann: {},
  Bob: {},
  Cid: {},
  Staff: { members: [...numbered(44), 'Ann', 'Bob', 'Cid'] },
  Analysts: { members: ['Bob', 'Juniors'] },
  Juniors: { members: ['Cid'] },
  Empty: { members: [] },
};

/** 5 principals and 2 memberships, one of them of somebody in the other domain. */
export const contoso: Domain = {
  Yan: {},
  Zoe: {},
  Guests: { members: ['Zoe', dnOf('Ann', 'litware')] },
};

/** Without some, who are in no group any more either. */
export function without(domain: Domain, ...gone: string[]): Domain {
  const left = Object.entries(domain).filter(([name]) => !gone.includes(name));
  return Object.fromEntries(
    left.map(([name, { members, ...rest }]) => [
      name,
      { ...rest, ...(members && { members: members.filter((member) => !gone.includes(member)) }) },
    ]),
  );
}
