import { domain, guid, type TestEntry } from '../../support/directory';

interface Person {
  in: string;
  /** What its logon name, its user principal name and its SIP address are made of; the first name where it is left out. */
  account?: string;
  /** Whether it has no SIP address. */
  silent?: boolean;
  disabled?: boolean;
}

function person(n: number, displayName: string, { in: parent, account, silent, disabled }: Person): TestEntry {
  const logonName = account ?? displayName.split(' ')[0]!.toLowerCase();
  return {
    dn: `CN=${displayName} ${n},${parent}`,
    objectClass: 'user',
    objectGUID: guid(n),
    displayName,
    sAMAccountName: logonName,
    'msRTCSIP-PrimaryUserAddress': silent ? null : `sip:${logonName}@litwareinc.com`,
    userPrincipalName: `${logonName}@litwareinc.com`,
    userAccountControl: disabled ? '514' : '512',
  };
}

function group(n: number, displayName: string, members: TestEntry['member']): TestEntry {
  return {
    dn: `CN=${displayName},${groups}`,
    objectClass: 'group',
    objectGUID: guid(n),
    displayName,
    member: members!,
  };
}

const unit = (n: number, dn: string): TestEntry => ({
  dn,
  objectClass: 'organizationalUnit',
  objectGUID: guid(n),
  ou: /^OU=(\w+)/.exec(dn)![1]!,
});
const dnOf = ({ dn }: TestEntry): string => dn;

const people = `OU=People,${domain}`;
const sales = `OU=Sales,${people}`;
const computing = `OU=Computing,${people}`;
const groups = `OU=Groups,${domain}`;
const users = `CN=Users,${domain}`;

const ann = person(11, 'Ann Beebe', { in: sales });
const bob = person(12, 'Bob Kelly', { in: sales });
const cleo = person(13, 'Cleo Marsh', { in: computing });
const dan = person(14, 'Dan Park', { in: computing, disabled: true });
const eve = person(15, 'Eve Novak', { in: computing, silent: true });
const zoe = person(16, 'Zoë Lind', { in: users });
const sam = person(17, 'Sam Case', { in: sales, account: 'samcase' });
const otherSam = person(18, 'Sam Case', { in: computing, account: 'sam.case' });
const partner: TestEntry = {
  dn: `CN=Partner,${people}`,
  objectClass: 'contact',
  objectGUID: guid(19),
  displayName: 'Partner',
  'msRTCSIP-PrimaryUserAddress': 'sip:partner@fabrikam.com',
};

/**
 * A domain of 21 principals that stand in a tree of containers. `Everybody` has the members of `Sales Team` (Ann, Bob) and
 * `IT Team` (Cleo; Dan, who is disabled; Eve, who has no SIP address). `Circle One` and `Circle Two` are members of each other;
 * the first reaches Zoë. `Sales Floor` has the organizational unit Sales as its member. Two people are called Sam Case.
 */
export const smallDirectory: readonly TestEntry[] = [
  { dn: domain, objectClass: 'domainDNS', objectGUID: guid(1), dc: 'litwareinc' },
  unit(2, people),
  unit(3, sales),
  unit(4, computing),
  unit(5, groups),
  { dn: users, objectClass: 'container', objectGUID: guid(6), cn: 'Users' },
  ...[ann, bob, cleo, dan, eve, zoe, sam, otherSam, partner],
  group(21, 'Sales Team', [ann, bob].map(dnOf)),
  group(22, 'IT Team', [cleo, dan, eve].map(dnOf)),
  group(23, 'Everybody', [`CN=Sales Team,${groups}`, `CN=IT Team,${groups}`]),
  group(24, 'Circle One', [`CN=Circle Two,${groups}`, zoe.dn]),
  group(25, 'Circle Two', `CN=Circle One,${groups}`),
  group(26, 'Sales Floor', sales),
];
