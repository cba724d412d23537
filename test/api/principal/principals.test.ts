import { syncNow } from '../../../src/directory/sync/sync-now';
import { directoryOf } from '../../support/directory';
import { startTestGateway, type TestGateway } from '../../support/gateway';
import { smallDirectory } from './directory';

const PRINCIPALS = `query Principals($identity: String, $ou: String, $where: PrincipalFilter, $order: PrincipalOrder, $first: Int) {
  principals(identity: $identity, ou: $ou, where: $where, order: $order, first: $first) { totalCount nodes { displayName } }
}`;

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway();
  const gone = {
    ...smallDirectory.find(({ displayName }) => displayName === 'Partner')!,
    objectGUID: 'ffffffff-ffff-ffff-ffff-ffffffffffff',
  };
  await syncNow(
    gateway.store,
    directoryOf([
      ...smallDirectory,
      { ...gone, dn: 'CN=Gone,OU=Sales,OU=People,DC=litwareinc,DC=com', displayName: 'Gone' },
    ]),
  );
  await syncNow(gateway.store, directoryOf(smallDirectory));
});

interface Page {
  principals: { totalCount: number; nodes: { displayName: string }[] };
}

async function names(variables: object): Promise<string> {
  const { data, errors } = await gateway.graphql<Page>(PRINCIPALS, variables);
  expect(errors).toBeUndefined();
  const { totalCount, nodes } = data!.principals;
  expect(totalCount).toBe(nodes.length);
  return nodes.map(({ displayName }) => displayName).join();
}

const everyone =
  'Ann Beebe,Bob Kelly,Circle One,Circle Two,Cleo Marsh,Computing,Dan Park,Eve Novak,Everybody,Gone,Groups,IT Team,litwareinc,Partner,People,Sales,Sales Floor,Sales Team,Sam Case,Sam Case,Users,Zoë Lind';

it('lists all by display name, those that are gone included', async () => {
  expect(await names({})).toBe(everyone);
  expect(await names({ order: { field: 'DISPLAY_NAME', direction: 'DESC' } })).toBe(
    everyone.split(',').reverse().join(),
  );
});

it('gives none and no error where none are wanted', async () => {
  expect(await gateway.graphql(PRINCIPALS, { first: 0 })).toEqual({
    data: { principals: { totalCount: 22, nodes: [] } },
  });
});

it.each([
  ['* Case', 'Sam Case,Sam Case'],
  ['sam case', 'Sam Case,Sam Case'],
  ['S*', 'Sales,Sales Floor,Sales Team,Sam Case,Sam Case'],
  ['*E*E*', 'Ann Beebe,Circle One,Everybody,Eve Novak,People,Sales Team'],
  ['*', everyone],
  ['Zoe*', ''],
  ['ZOË*', 'Zoë Lind'],
  ['%', ''],
  ['Sa_es', ''],
  ['sip:ann@litwareinc.com', 'Ann Beebe'],
  ['litwareinc\\samcase', 'Sam Case'],
  ['OU=Sales,OU=People,DC=litwareinc,DC=com', 'Sales'],
  ['Nobody', ''],
])('finds by the identity %j', async (identity, found) => {
  const sorted = (list: string) => list.split(',').sort().join();
  expect(sorted(await names({ identity }))).toBe(sorted(found));
});

describe('below', () => {
  it.each([
    ['Sales', 'Ann Beebe,Bob Kelly,Sam Case'],
    [
      'OU=People,DC=litwareinc,DC=com',
      'Ann Beebe,Bob Kelly,Cleo Marsh,Computing,Dan Park,Eve Novak,Partner,Sales,Sam Case,Sam Case',
    ],
    ['Users', 'Zoë Lind'],
    ['Groups', 'Circle One,Circle Two,Everybody,IT Team,Sales Floor,Sales Team'],
    ['DC=litwareinc,DC=com', everyone.replace('litwareinc,', '').replace('Gone,', '')],
  ])('%s stand, however deep', async (ou, found) => {
    expect(await names({ ou })).toBe(found);
  });

  it('one container those with an identity and of a filter are looked for together', async () => {
    expect(await names({ ou: 'People', identity: '* Case', where: { sipAddress: { like: '*.case@*' } } })).toBe(
      'Sam Case',
    );
    expect(await names({ ou: 'Users', identity: '* Case' })).toBe('');
  });

  it.each([
    ['Ann Beebe', 'BAD_USER_INPUT', '"Ann Beebe" is a USER: nothing stands below it in the directory.'],
    ['Everybody', 'BAD_USER_INPUT', '"Everybody" is a GROUP: nothing stands below it in the directory.'],
    [
      'OU=Nowhere,DC=litwareinc,DC=com',
      'NOT_FOUND',
      '"OU=Nowhere,DC=litwareinc,DC=com" names no principal of the directory.',
    ],
    ['', 'BAD_USER_INPUT', 'An identity is empty.'],
  ])('%j nothing stands', async (ou, code, message) => {
    expect(await gateway.graphql(PRINCIPALS, { ou })).toMatchObject({
      data: null,
      errors: [{ message, extensions: { code, parameter: 'ou', cmdlet: 'Get-CsAdPrincipal' } }],
    });
  });
});

it.each([
  [{ displayName: { like: 'c*' } }, 'Circle One,Circle Two,Cleo Marsh,Computing'],
  [{ displayName: { eq: 'ZOË lind' } }, 'Zoë Lind'],
  [{ displayName: { in: ['people', 'nobody'] } }, 'People'],
  [{ sipAddress: { like: '*@fabrikam.com' } }, 'Gone,Partner'],
  [{ sipAddress: { isNull: true }, kind: { in: ['USER', 'CONTACT'] } }, 'Eve Novak'],
  [{ sipAddress: { isNull: false }, kind: { eq: 'CONTACT' } }, 'Gone,Partner'],
  [
    {
      sipAddress: { ne: 'sip:ann@litwareinc.com' },
      ...{ displayName: { in: ['Ann Beebe', 'Eve Novak', 'Bob Kelly'] } },
    },
    'Bob Kelly,Eve Novak',
  ],
  [{ userPrincipalName: { eq: 'EVE@litwareinc.com' } }, 'Eve Novak'],
  [{ userPrincipalName: { isNull: true }, sipAddress: { isNull: false } }, 'Gone,Partner'],
  [{ logonName: { eq: 'ANN' } }, 'Ann Beebe'],
  [{ logonName: { like: 's?m*' } }, 'Sam Case,Sam Case'],
  [{ logonName: { like: '*\\*' } }, ''],
  [
    { logonName: { isNull: true }, kind: { ne: 'GROUP' }, missing: { eq: false } },
    'Computing,Groups,litwareinc,Partner,People,Sales,Users',
  ],
  [{ kind: { eq: 'ORGANIZATIONAL_UNIT' } }, 'Computing,Groups,People,Sales'],
  [{ kind: { in: ['DOMAIN', 'CONTAINER'] } }, 'litwareinc,Users'],
  [{ kind: { in: [] } }, ''],
  [{ enabled: { eq: false } }, 'Dan Park'],
  [{ enabled: { ne: true } }, 'Dan Park'],
  [{ missing: { eq: true } }, 'Gone'],
  [{ missing: { in: [false] }, kind: { eq: 'CONTACT' } }, 'Partner'],
  [{ reachedBy: 'Everybody' }, 'Ann Beebe,Bob Kelly,Cleo Marsh,Dan Park,Eve Novak,IT Team,Sales Team'],
  [{ reachedBy: 'Sales Floor' }, 'Ann Beebe,Bob Kelly,Sales,Sam Case'],
  [{ reachedBy: 'Sales' }, 'Ann Beebe,Bob Kelly,Sam Case'],
  [{ reachedBy: 'Circle Two' }, 'Circle One,Zoë Lind'],
  [{ reachedBy: 'Groups' }, 'Circle One,Circle Two,Everybody,IT Team,Sales Floor,Sales Team'],
  [{ reachedBy: 'Ann Beebe' }, ''],
  [{ reachedBy: 'Everybody', not: { reachedBy: 'Sales Team' } }, 'Cleo Marsh,Dan Park,Eve Novak,IT Team,Sales Team'],
  [{ and: [{ reachedBy: 'Sales Floor' }, { reachedBy: 'Sales Team' }] }, 'Ann Beebe,Bob Kelly'],
])('finds where %j', async (where, found) => {
  expect(await names({ where })).toBe(found);
});

it.each([
  [{ reachedBy: 'Nobody' }, 'NOT_FOUND', 'where.reachedBy', '"Nobody" names no principal of the directory.'],
  [
    { or: [{ reachedBy: 'Sales*' }] },
    'BAD_USER_INPUT',
    'where.or[0].reachedBy',
    '"Sales*" has a wildcard, which is accepted only where several principals are meant.',
  ],
  [
    { reachedBy: null },
    'BAD_USER_INPUT',
    'where.reachedBy',
    '"where.reachedBy" is null; leave it out, or ask for null by isNull, where the field has it.',
  ],
  [
    { logonName: { isNull: null } },
    'BAD_USER_INPUT',
    'where.logonName.isNull',
    '"where.logonName.isNull" is null; leave it out, or ask for null by isNull, where the field has it.',
  ],
])('refuses to look where %j', async (where, code, parameter, message) => {
  expect(await gateway.graphql(PRINCIPALS, { where })).toMatchObject({
    data: null,
    errors: [{ message, extensions: { code, parameter } }],
  });
});

it.each(['sip:ann*', 'ann*@litwareinc.com', 'litwareinc\\sam*', 'CN=Ann Beebe,OU=*,DC=litwareinc,DC=com'])(
  'refuses a wildcard in the identity %j, which is no display name',
  async (identity) => {
    expect(await gateway.graphql(PRINCIPALS, { identity })).toMatchObject({
      errors: [
        {
          message: `"${identity}" has a wildcard, which only display names take; other identities are looked for by "filter", as in "SipAddress -like 'sip:ken*'".`,
          extensions: { code: 'BAD_USER_INPUT', parameter: 'identity' },
        },
      ],
    });
  },
);

it('refuses an empty identity', async () => {
  expect(await gateway.graphql(PRINCIPALS, { identity: '' })).toMatchObject({
    errors: [{ message: 'An identity is empty.', extensions: { code: 'BAD_USER_INPUT', parameter: 'identity' } }],
  });
});

it('finds of every group and container of the sample what its members are', async () => {
  const sample = await startTestGateway({ directory: { source: 'sample' }, config: { maxQueryCost: 1_000_000 } });
  const owners = await sample.graphql<{
    principals: { nodes: { distinguishedName: string; members: { totalCount: number; nodes: { id: string }[] } }[] };
  }>(`{ principals(first: 100, where: { not: { kind: { in: [USER, CONTACT] } } }) {
    nodes { distinguishedName members(all: true, first: 500) { totalCount nodes { id } } }
  } }`);
  const reached =
    'query Reached($dn: String!) { principals(first: 500, where: { reachedBy: $dn }) { totalCount nodes { id } } }';
  expect(owners.data!.principals.nodes.length).toBeGreaterThan(65);
  for (const { distinguishedName: dn, members } of owners.data!.principals.nodes) {
    expect(await sample.graphql(reached, { dn })).toEqual({ data: { principals: members } });
  }
});
