import { activeDirectory } from '../../../src/directory/active-directory';
import { syncNow } from '../../../src/directory/sync/sync-now';
import { directoryOf, domain, guid, type TestEntry } from '../../support/directory';
import { startTestGateway, type TestGateway } from '../../support/gateway';

const PRINCIPALS = `query Principals($ldapFilter: String, $filter: String) {
  principals(ldapFilter: $ldapFilter, filter: $filter) { totalCount nodes { displayName } }
}`;

const groupDn = (name: string) => `CN=${name},${domain}`;
const named = (n: number, name: string) => ({ dn: groupDn(name), objectGUID: guid(n), displayName: name });

const entries: TestEntry[] = [
  { dn: domain, objectClass: 'domainDNS', objectGUID: guid(0x100), name: 'litware' },
  {
    ...named(0x41424344, 'Ann'),
    objectClass: 'user',
    sAMAccountName: 'Ann',
    userPrincipalName: 'ann@litwareinc.com',
    'msRTCSIP-PrimaryUserAddress': 'sip:ann@litwareinc.com',
    title: ['Engineer', 'Élue'],
    department: 'R&D (East)',
  },
  {
    ...named(2, 'Bob'),
    objectClass: 'user',
    userAccountControl: '514',
    title: 'engineering manager',
    department: '100%_*',
  },
  { ...named(3, 'Kit'), objectClass: 'contact', title: 'Elue' },
  { ...named(4, 'Inner'), objectClass: 'group', member: groupDn('Ann') },
  { ...named(5, 'Outer'), objectClass: 'group', member: [groupDn('Inner'), groupDn('Kit')] },
  // A circle.
  { ...named(6, 'Ring'), objectClass: 'group', member: [groupDn('Outer'), groupDn('Loop')] },
  { ...named(7, 'Loop'), objectClass: 'group', member: groupDn('Ring') },
];

let gateway: TestGateway;

beforeAll(async () => {
  const keptAttributes = ['title', 'Department', 'displayName'];
  gateway = await startTestGateway({ config: { keptAttributes } });
  const source = directoryOf(entries);
  const attributeMap = { ...activeDirectory, kept: keptAttributes };
  await syncNow(gateway.store, { ...source, attributeMap });
});

interface Found {
  principals: { totalCount: number; nodes: { displayName: string }[] };
}

async function found(ldapFilter: string, filter?: string): Promise<string[]> {
  const { data, errors } = await gateway.graphql<Found>(PRINCIPALS, { ldapFilter, filter });
  expect(errors).toBeUndefined();
  const { totalCount, nodes } = data!.principals;
  expect(totalCount).toBe(nodes.length);
  return nodes.map(({ displayName }) => displayName);
}

const CHAIN = '1.2.840.113556.1.4.1941';
const ALL_BITS = '1.2.840.113556.1.4.803';
const ANY_BIT = '1.2.840.113556.1.4.804';
const ONLY_DISABLED = 'only bit 2 of it is kept, for "(userAccountControl:1.2.840.113556.1.4.803:=2)".';
const ALL = ['Ann', 'Bob', 'Inner', 'Kit', 'litware', 'Loop', 'Outer', 'Ring'];

describe('the LDAP filter of principals', () => {
  it.each<[string, string[]]>([
    ['(displayName=ANN)', ['Ann']],
    ['(sAMAccountName=ann)', ['Ann']],
    ['(uid=ann)', ['Ann']],
    ['(userPrincipalName=ann@*)', ['Ann']],
    ['(msRTCSIP-PrimaryUserAddress=sip:*@litwareinc.com)', ['Ann']],
    ['(distinguishedName=cn=bob, dc=LitwareInc,dc=com)', ['Bob']],
    [`(objectGUID=${guid(2)})`, ['Bob']],
    ['(objectGUID=\\00\\00\\00\\00\\00\\00\\00\\00\\00\\00\\00\\00\\41\\42\\43\\44)', ['Ann']],
    ['(&(objectCategory=person)(objectClass=user))', ['Ann', 'Bob']],
    ['(objectClass=person)', ['Ann', 'Bob', 'Kit']],
    ['(objectClass=computer)', []],
    ['(objectClass=*)', ALL],
    ['(enabled=FALSE)', ['Bob']],
    ['(TITLE=engineer)', ['Ann']],
    ['(title=engineer*)', ['Ann', 'Bob']],
    ['(title=e*manager)', ['Bob']],
    ['(title=élue)', ['Ann']],
    ['(title=elue)', ['Kit']],
    ['(title~=ELUE)', ['Kit']],
    ['(title>=engineering)', ['Ann', 'Bob']],
    ['(title<=engineer)', ['Ann', 'Kit']],
    ['(title=*)', ['Ann', 'Bob', 'Kit']],
    ['(!(title=*))', ['Inner', 'litware', 'Loop', 'Outer', 'Ring']],
    ['(&(!(title=engineer))(objectClass=user))', ['Bob']],
    ['(department=R&D \\28East\\29)', ['Ann']],
    ['(department=*%_\\2a)', ['Bob']],
    ['(department=1*%*)', ['Bob']],
    ['(|(title=Elue)(department=*&*))', ['Ann', 'Kit']],
    ['(&)', ALL],
    ['(|)', []],
    [`(memberOf=${groupDn('Inner')})`, ['Ann']],
    [`(memberOf=${groupDn('outer').toLowerCase()})`, ['Inner', 'Kit']],
    [`(memberOf:${CHAIN}:=${groupDn('Outer')})`, ['Ann', 'Inner', 'Kit']],
    [`(memberOf:${CHAIN}:=${groupDn('Ring')})`, ['Ann', 'Inner', 'Kit', 'Loop', 'Outer', 'Ring']],
    [`(&(objectClass=user)(!(memberOf:${CHAIN}:=${groupDn('Ring')})))`, ['Bob']],
    [`(memberOf=${groupDn('Nobody')})`, []],
    ['(memberOf=*)', ['Ann', 'Inner', 'Kit', 'Loop', 'Outer', 'Ring']],
    [`(member=${groupDn('Ann')})`, ['Inner']],
    [`(member:${CHAIN}:=${groupDn('Kit')})`, ['Loop', 'Outer', 'Ring']],
    ['(member=*)', ['Inner', 'Loop', 'Outer', 'Ring']],
    [`(userAccountControl:${ALL_BITS}:=2)`, ['Bob']],
    [`(userAccountControl:${ANY_BIT}:=2)`, ['Bob']],
    [`(&(objectClass=user)(!(userAccountControl:${ALL_BITS}:=2)))`, ['Ann']],
    [`(|(memberOf=${groupDn('Inner')})(memberOf=${groupDn('Ring')}))`, ['Ann', 'Loop', 'Outer']],
    [`(|(memberOf=${groupDn('Loop')})(memberOf:${CHAIN}:=${groupDn('Inner')}))`, ['Ann', 'Ring']],
    [`(|(member:${CHAIN}:=${groupDn('Kit')})(member:${CHAIN}:=${groupDn('Ann')}))`, ['Inner', 'Loop', 'Outer', 'Ring']],
    [`(&(!(memberOf=${groupDn('Outer')}))(!(memberOf=*)))`, ['Bob', 'litware']],
    ['(&(title=engineer)(title=élue))', ['Ann']],
    ['(|(!(title=engineer))(!(title=élue)))', ['Bob', 'Inner', 'Kit', 'litware', 'Loop', 'Outer', 'Ring']],
    ['(&(!(title=engineer))(!(title=elue))(title=*))', ['Bob']],
  ])('finds by %s', async (ldapFilter, names) => {
    expect(await found(ldapFilter)).toEqual(names);
  });

  it('shows the attributes that it asks for, with one statement for all principals', async () => {
    const query =
      'query ($first: Int!) { principals(first: $first) { nodes { displayName attributes { name values } } } }';
    const shown = async (first: number) => {
      const { data } = await gateway.graphql<{ principals: { nodes: object[] } }>(query, { first });
      return data!.principals.nodes;
    };
    const one = await gateway.statementsOf(() => shown(1));
    const all = await gateway.statementsOf(() => shown(50));
    expect(all.length).toBe(one.length);
    expect(await shown(3)).toEqual([
      {
        displayName: 'Ann',
        attributes: [
          { name: 'department', values: ['R&D (East)'] },
          { name: 'displayname', values: ['Ann'] },
          { name: 'title', values: ['Engineer', 'Élue'] },
        ],
      },
      {
        displayName: 'Bob',
        attributes: [
          { name: 'department', values: ['100%_*'] },
          { name: 'displayname', values: ['Bob'] },
          { name: 'title', values: ['engineering manager'] },
        ],
      },
      { displayName: 'Inner', attributes: [{ name: 'displayname', values: ['Inner'] }] },
    ]);
  });

  it('narrows what the other filter finds', async () => {
    expect(await found('(title=engineer*)', 'Enabled -eq $true')).toEqual(['Ann']);
  });

  it.each<[string, string[]]>([
    ["Title -eq 'ENGINEER'", ['Ann']],
    ["TITLE -like 'engineer*' -and Enabled -eq $false", ['Bob']],
    ["department -eq 'r&d (east)' -or Title -eq 'Elue'", ['Ann', 'Kit']],
    ["Department -eq $null -and ObjectClass -eq 'contact'", ['Kit']],
    ["Title -ne 'Engineer' -and ObjectClass -eq 'user'", ['Bob']],
    // A column that every principal has goes before what is kept under the same name.
    ["DisplayName -like 'In?er'", ['Inner']],
  ])('finds by %s what is kept for it in the comparison syntax, too', async (filter, names) => {
    expect(await found('(objectClass=*)', filter)).toEqual(names);
  });

  it.each<[string, number, string]>([
    ['(title=Engineer', 15, 'column 16: ")" is expected, not the end.'],
    [
      '(&(title=a)(mobile=5))',
      12,
      'column 13: "mobile" is none of the attributes that are kept, which are displayName, msRTCSIP-PrimaryUserAddress, userPrincipalName, ' +
        'sAMAccountName, uid, objectGUID, entryUUID, distinguishedName, objectClass, objectCategory, enabled, memberOf, member, userAccountControl, physicalDeliveryOfficeName, title and Department.',
    ],
    ['(title=\\ff)', 7, 'column 8: the value is not valid UTF-8.'],
    ['(memberOf=Inner)', 10, 'column 11: it is compared with a distinguished name.'],
    ['(memberOf=CN=In*)', 10, 'column 11: it is compared as a whole, without wildcards.'],
    [`(title:${CHAIN}:=x)`, 32, 'column 33: only memberOf and member are followed in chain.'],
    ['(objectGUID=x)', 12, 'column 13: it is compared with a GUID.'],
    [`(userAccountControl:${ALL_BITS}:=512)`, 44, `column 45: ${ONLY_DISABLED}`],
    ['(userAccountControl=514)', 20, `column 21: ${ONLY_DISABLED}`],
    [`(displayName:${ANY_BIT}:=2)`, 37, 'column 38: its bits are not kept.'],
    [`(memberOf:${ANY_BIT}:=2)`, 34, 'column 35: its bits are not kept.'],
    [
      `(|(objectClass=user)(memberOf=${groupDn('Inner')})(memberOf=Inner))`,
      70,
      'column 71: it is compared with a distinguished name.',
    ],
    ['(enabled=1)', 9, 'column 10: it is compared with true or false.'],
  ])('refuses %s at the place of the mistake', async (ldapFilter, offset, fault) => {
    const { errors } = await gateway.graphql(PRINCIPALS, { ldapFilter });
    expect(errors).toMatchObject([
      {
        message: `"ldapFilter" is wrong at line 1, ${fault}`,
        extensions: {
          code: 'BAD_USER_INPUT',
          parameter: 'ldapFilter',
          position: { offset, line: 1, column: offset + 1 },
        },
      },
    ]);
  });

  it('takes two statements, one for the page and one for the count, however many conditions it has', async () => {
    const conditions = [...Array(200).keys()].map((i) => (i % 2 ? `(title=*${i})` : `(department=${i})`));
    const alternating = conditions
      .slice(0, 18)
      .reduce((inner, each, i) => `(${i % 2 ? '|' : '&'}${each}${inner})`, '(title=e*)');
    for (const filter of [`(|${conditions.join('')})`, `(&${conditions.join('')})`, alternating]) {
      const statements = await gateway.statementsOf(() => found(filter));
      expect(statements.filter((statement) => statement.includes('FROM principal_attributes'))).toHaveLength(2);
    }
  });

  it('puts up with the longest comparison there may be', async () => {
    const comparison = [...Array(200).keys()].map((i) => `Kind -eq 'user' -${i % 2 ? 'or' : 'and'}`).join(' ');
    expect(await found('(&)', comparison.replace(/ -\w+$/, ''))).toEqual(['Ann', 'Bob']);
  });
});
