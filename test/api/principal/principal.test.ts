import { syncNow } from '../../../src/directory/sync/sync-now';
import { Principal } from '../../../src/directory/principal.entity';
import { toGlobalId } from '../../../src/graphql/node';
import { Role } from '../../../src/security/access-token.entity';
import { directoryOf, guid } from '../../support/directory';
import { startTestGateway, type TestGateway } from '../../support/gateway';
import { smallDirectory } from './directory';

const PRINCIPAL = `query Principal($identity: String, $id: ID) {
  principal(identity: $identity, id: $id) {
    id guid kind displayName sipAddress userPrincipalName logonName distinguishedName enabled missing
  }
}`;
const ANN_DN = 'CN=Ann Beebe 11,OU=Sales,OU=People,DC=litwareinc,DC=com';

let gateway: TestGateway;

const sync = (entries = smallDirectory) =>
  syncNow(gateway.store, directoryOf(entries, new Map([['DC=litwareinc,DC=com', 'LITWARE']])));

beforeAll(async () => {
  gateway = await startTestGateway();
  await sync();
});

const ann = {
  id: expect.any(String),
  guid: guid(11),
  kind: 'USER',
  displayName: 'Ann Beebe',
  sipAddress: 'sip:ann@litwareinc.com',
  userPrincipalName: 'ann@litwareinc.com',
  logonName: 'ann',
  distinguishedName: ANN_DN,
  enabled: true,
  missing: false,
};

it.each([
  'sip:ann@litwareinc.com',
  'SIP:Ann@LITWAREINC.com',
  'ann@litwareinc.com',
  'litware\\ann',
  'LITWARE\\ANN',
  'Ann Beebe',
  'ann beebe',
  ANN_DN,
  'cn=ann beebe 11, ou=sales, ou=people, dc=LitwareInc, dc=com',
  guid(11),
  `{${guid(11).toUpperCase()}}`,
])('finds a principal by %s', async (identity) => {
  expect(await gateway.graphql(PRINCIPAL, { identity })).toEqual({ data: { principal: ann } });
});

it('finds a principal by its id', async () => {
  const { data } = await gateway.graphql<{ principal: { id: string } }>(PRINCIPAL, { identity: 'Ann Beebe' });
  expect(await gateway.graphql(PRINCIPAL, { id: data!.principal.id })).toEqual({ data: { principal: ann } });
});

it.each([
  ['litwareinc', 'DOMAIN', 'DC=litwareinc,DC=com'],
  ['Sales', 'ORGANIZATIONAL_UNIT', 'OU=Sales,OU=People,DC=litwareinc,DC=com'],
  ['Users', 'CONTAINER', 'CN=Users,DC=litwareinc,DC=com'],
  ['Everybody', 'GROUP', 'CN=Everybody,OU=Groups,DC=litwareinc,DC=com'],
])('finds %s, of the kind %s', async (identity, kind, distinguishedName) => {
  expect(await gateway.graphql(PRINCIPAL, { identity })).toMatchObject({
    data: {
      principal: { kind, distinguishedName, enabled: true, sipAddress: null, userPrincipalName: null, logonName: null },
    },
  });
});

it('says of a user that it is disabled, or has no SIP address', async () => {
  expect(await gateway.graphql(PRINCIPAL, { identity: 'Dan Park' })).toMatchObject({
    data: { principal: { enabled: false } },
  });
  expect(await gateway.graphql(PRINCIPAL, { identity: 'eve@litwareinc.com' })).toMatchObject({
    data: { principal: { sipAddress: null, enabled: true } },
  });
});

it('answers every signed-in caller, users included', async () => {
  const principal = await gateway.store.read.findOneByOrFail(Principal, { sipKey: 'sip:zoë@litwareinc.com' });
  const user = await gateway.token({ name: 'Zoë', role: Role.USER, principal });
  for (const as of ['viewer', user]) {
    expect(await gateway.graphql(PRINCIPAL, { identity: 'Ann Beebe' }, { as })).toEqual({ data: { principal: ann } });
  }
  expect(await gateway.graphql(PRINCIPAL, { identity: 'Ann Beebe' }, { as: null })).toMatchObject({
    errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
  });
});

it.each([
  [{}, 'BAD_USER_INPUT', 'identity', 'Say which one is meant, by "identity" or by "id".'],
  [{ identity: 'Nobody' }, 'NOT_FOUND', 'identity', '"Nobody" names no principal of the directory.'],
  [{ identity: 'Zoe Lind' }, 'NOT_FOUND', 'identity', '"Zoe Lind" names no principal of the directory.'],
  [{ identity: '' }, 'BAD_USER_INPUT', 'identity', 'An identity is empty.'],
  [
    { identity: 'x'.repeat(2049) },
    'BAD_USER_INPUT',
    'identity',
    'An identity has 2049 characters; at most 2048 are accepted.',
  ],
  [
    { identity: 'Ann*' },
    'BAD_USER_INPUT',
    'identity',
    '"Ann*" has a wildcard, which is accepted only where several principals are meant.',
  ],
  [{ id: toGlobalId('Principal', 999) }, 'NOT_FOUND', 'id', `There is no principal "${toGlobalId('Principal', 999)}".`],
  [{ id: 'x' }, 'BAD_USER_INPUT', 'id', '"x" is not an id of this graph.'],
])('refuses %j', async (target, code, parameter, message) => {
  expect(await gateway.graphql(PRINCIPAL, target)).toMatchObject({
    data: { principal: null },
    errors: [{ message, extensions: { code, parameter, cmdlet: 'Get-CsAdPrincipal' } }],
  });
});

it('refuses one of several that are asked for together without the others', async () => {
  const query = `{
    nobody: principal(identity: "Nobody") { displayName }
    ann: principal(identity: "Ann Beebe") { displayName }
    some: principal(identity: "Ann*") { displayName }
  }`;
  const { data, errors } = await gateway.graphql(query);
  expect(data).toEqual({ nobody: null, ann: { displayName: 'Ann Beebe' }, some: null });
  expect(errors).toMatchObject([
    { path: ['nobody'], message: '"Nobody" names no principal of the directory.' },
    { path: ['some'], extensions: { code: 'BAD_USER_INPUT' } },
  ]);
});

it('shows which ones an ambiguous display name may mean', async () => {
  const { errors } = await gateway.graphql(PRINCIPAL, { identity: 'sam case' });
  expect(errors).toMatchObject([
    {
      message: '"sam case" names 2 principals; a SIP address or distinguished name tells them apart.',
      extensions: {
        code: 'AMBIGUOUS_IDENTITY',
        candidates: [{ sipAddress: 'sip:samcase@litwareinc.com' }, { sipAddress: 'sip:sam.case@litwareinc.com' }],
      },
    },
  ]);
});

it('keeps one that vanished from the directory, marked and related to nothing', async () => {
  const query = `{ principal(identity: "Ann Beebe") {
    missing container { displayName } containers { displayName } groups(all: true) { totalCount } members { totalCount }
  } }`;
  try {
    await sync(smallDirectory.filter(({ dn }) => dn !== ANN_DN));
    expect(await gateway.graphql(query)).toEqual({
      data: {
        principal: {
          missing: true,
          container: null,
          containers: [],
          groups: { totalCount: 0 },
          members: { totalCount: 0 },
        },
      },
    });
    expect(
      await gateway.graphql('{ principal(identity: "Sales Team") { members { nodes { displayName } } } }'),
    ).toEqual({
      data: { principal: { members: { nodes: [{ displayName: 'Bob Kelly' }] } } },
    });
  } finally {
    await sync();
  }
});
