import { activeDirectory } from '../../../src/directory/active-directory';
import { syncNow } from '../../../src/directory/sync/sync-now';
import { directoryOf, domain, guid } from '../../support/directory';
import { startTestGateway, type TestGateway } from '../../support/gateway';

const named = (n: number, displayName: string) => ({
  dn: `CN=${displayName},${domain}`,
  objectGUID: guid(n),
  displayName,
});

const PRINCIPALS = 'query ($ldapFilter: String) { principals(ldapFilter: $ldapFilter) { nodes { displayName } } }';
const KEPT = ['groupType', 'userAccountControl'];
const ALL_BITS = '1.2.840.113556.1.4.803';
const ANY_BIT = '1.2.840.113556.1.4.804';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ config: { keptAttributes: KEPT } });
  const source = directoryOf([
    { dn: domain, objectClass: 'domainDNS', objectGUID: guid(9), dc: 'litware' },
    { ...named(1, 'Ann'), objectClass: 'user', userAccountControl: '512' },
    { ...named(2, 'Bob'), objectClass: 'user', userAccountControl: '514' },
    { ...named(3, 'Cleo'), objectClass: 'user', userAccountControl: '66050' },
    { ...named(4, 'Security'), objectClass: 'group', groupType: '-2147483646' },
    { ...named(5, 'Mail'), objectClass: 'group', groupType: ['8', '3'] },
    { ...named(6, 'Odd'), objectClass: 'group', groupType: ['2 or so', '007', '9999999999999999999999'] },
  ]);
  await syncNow(gateway.store, { ...source, attributeMap: { ...activeDirectory, kept: KEPT } });
});

it.each([
  [`(userAccountControl:${ALL_BITS}:=2)`, ['Bob', 'Cleo']],
  [`(userAccountControl:${ALL_BITS}:=65536)`, ['Cleo']],
  [`(userAccountControl:${ANY_BIT}:=65538)`, ['Bob', 'Cleo']],
  [`(userAccountControl:${ALL_BITS}:=65538)`, ['Cleo']],
  ['(userAccountControl=512)', ['Ann']],
  ['(userAccountControl=*)', ['Ann', 'Bob', 'Cleo']],
  [`(groupType:${ALL_BITS}:=2147483648)`, ['Security']],
  [`(groupType:${ALL_BITS}:=-2147483648)`, ['Security']],
  [`(groupType:${ANY_BIT}:=-2147483648)`, ['Security']],
  [`(groupType:${ALL_BITS}:=3)`, ['Mail']],
  [`(groupType:${ALL_BITS}:=9)`, []],
  [`(groupType:${ANY_BIT}:=9)`, ['Mail']],
  [`(groupType:${ANY_BIT}:=2)`, ['Mail', 'Security']],
  [`(groupType:${ALL_BITS}:=0)`, ['Mail', 'Security']],
  [`(groupType:${ANY_BIT}:=0)`, []],
  [`(|(groupType=007)(groupType:${ALL_BITS}:=8)(groupType=x))`, ['Mail', 'Odd']],
  [`(&(objectClass=group)(!(groupType:${ANY_BIT}:=2)))`, ['Odd']],
])('finds principals by %s over the whole numbers that are kept', async (ldapFilter, names) => {
  expect(await gateway.graphql(PRINCIPALS, { ldapFilter })).toEqual({
    data: { principals: { nodes: names.map((displayName) => ({ displayName })) } },
  });
});

it('refuses bits that are no number, at their place', async () => {
  expect(await gateway.graphql(PRINCIPALS, { ldapFilter: `(groupType:${ALL_BITS}:=two)` })).toMatchObject({
    errors: [
      {
        message: '"ldapFilter" is wrong at line 1, column 36: the bits are a whole number of 53 bits at most.',
        extensions: { code: 'BAD_USER_INPUT', parameter: 'ldapFilter', position: { offset: 35 } },
      },
    ],
  });
});
