import { toGlobalId } from '../../../src/graphql/node';
import { DirectorySync } from '../../../src/features/directory/directory-sync.entity';
import { DirectorySyncState, DirectorySyncTrigger } from '../../../src/features/directory/directory-sync.enums';
import { Role } from '../../../src/security/access-token.entity';
import { Principal } from '../../../src/directory/principal.entity';
import { startTestGateway, type TestGateway } from '../../support/gateway';

const NODE = 'query Node($id: ID!) { node(id: $id) { __typename id } }';
const NODES = 'query Nodes($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }';

/** A query for the id of a thing of each type. */
const things: Record<string, string> = {
  AccessToken: '{ tokens(first: 1) { nodes { id } } }',
  Addin: '{ addins(first: 1) { nodes { id } } }',
  AuditEntry: '{ auditEntries(first: 1) { nodes { id } } }',
  Category: '{ categories(first: 1, where: { name: { eq: "General" } }) { nodes { id } } }',
  ComplianceConfiguration: '{ complianceConfigurations(first: 1) { nodes { id } } }',
  Configuration: '{ configurations(first: 1) { nodes { id } } }',
  DirectorySync: '{ directorySyncs(first: 1) { nodes { id } } }',
  Endpoint: '{ endpoints(first: 1) { nodes { id } } }',
  Policy: '{ policies(first: 1) { nodes { id } } }',
  Pool: '{ pools(first: 1) { nodes { id } } }',
  PoolServer: '{ pools(first: 1) { nodes { servers { id } } } }',
  Principal: '{ principals(first: 1) { nodes { id } } }',
  Room: '{ rooms(first: 1, where: { privacy: { eq: SECRET } }) { nodes { id } } }',
  SipDomain: '{ sipDomains { id } }',
  Site: '{ sites(first: 1) { nodes { id } } }',
};

let gateway: TestGateway;
let user: string;

beforeAll(async () => {
  gateway = await startTestGateway({ directory: { source: 'sample' } });
  await gateway.graphql(
    'mutation { newAddin(input: { name: "Wiki", url: "https://w/", pool: "red-cs-001.litwareinc.com" }) { plan } }',
  );
  // The sample organisation has no directory that could be synced.
  const sync = { actor: 'Directory sync', actorKey: 'directory sync', startedAt: new Date() };
  const [state, syncTrigger] = [DirectorySyncState.UNCHANGED, DirectorySyncTrigger.TIMER];
  await gateway.store.write((tx) => tx.insert(DirectorySync, { ...sync, state, syncTrigger }));
  const principal = await gateway.store.read.findOneByOrFail(Principal, { sipKey: 'sip:kenmyer@litwareinc.com' });
  user = await gateway.token({ name: 'Ken', role: Role.USER, principal });
});

async function idOf(type: string): Promise<string> {
  const { data } = await gateway.graphql(things[type]!);
  return /"id":"([\w-]+)"/.exec(JSON.stringify(data))![1]!;
}

it('knows every type of thing that has a global id', async () => {
  const { data } = await gateway.graphql<{ __type: { possibleTypes: { name: string }[] } }>(
    '{ __type(name: "Node") { possibleTypes { name } } }',
  );
  expect(data!.__type.possibleTypes.map(({ name }) => name).sort()).toEqual(Object.keys(things));
});

it.each(Object.keys(things))('finds a thing of the type %s', async (type) => {
  const id = await idOf(type);
  expect(await gateway.graphql(NODE, { id })).toEqual({ data: { node: { __typename: type, id } } });
});

describe('null', () => {
  it.each([toGlobalId('Room', 999_999), toGlobalId('Unicorn', 1), toGlobalId('Query', 1)])(
    'stands for %s, which is nothing (any more)',
    async (id) => {
      expect(await gateway.graphql(NODE, { id })).toEqual({ data: { node: null } });
    },
  );

  it.each(['rooms', 'categories'])('stands for %s that a user may not find', async (list) => {
    const ids = async (as: string): Promise<string[]> => {
      const query = `{ ${list}(first: 500) { nodes { id } } }`;
      const { data } = await gateway.graphql<Record<string, { nodes: { id: string }[] }>>(query, {}, { as });
      return data![list]!.nodes.map(({ id }) => id);
    };
    const [all, found] = [await ids('administrator'), await ids(user)];
    expect(found.length).toBeGreaterThan(0);
    expect(all.length).toBeGreaterThan(found.length);
    const { data } = await gateway.graphql<{ nodes: ({ id: string } | null)[] }>(NODES, { ids: all }, { as: user });
    expect(data!.nodes.map((node) => node?.id ?? null)).toEqual(all.map((id) => (found.includes(id) ? id : null)));
  });

  it.each([
    ['AuditEntry', 'viewer', true],
    ['AuditEntry', 'user', false],
    ['ComplianceConfiguration', 'viewer', true],
    ['ComplianceConfiguration', 'user', false],
    ['AccessToken', 'viewer', false],
    ['AccessToken', 'user', false],
  ])('stands for what only others may see: %s for a %s, found: %s', async (type, role, visible) => {
    const id = await idOf(type);
    const answer = await gateway.graphql(NODE, { id }, { as: role === 'user' ? user : role });
    expect(answer).toEqual({ data: { node: visible ? { __typename: type, id } : null } });
  });
});

it('finds things of many types at once, in the order of the ids and as often as they are asked for', async () => {
  const [room, pool, principal] = [await idOf('Room'), await idOf('Pool'), await idOf('Principal')];
  const ids = [pool, toGlobalId('Room', 999_999), room, principal, pool];
  expect(await gateway.graphql(NODES, { ids })).toEqual({
    data: {
      nodes: [
        { __typename: 'Pool', id: pool },
        null,
        { __typename: 'Room', id: room },
        { __typename: 'Principal', id: principal },
        { __typename: 'Pool', id: pool },
      ],
    },
  });
  expect(await gateway.graphql(NODES, { ids: [] })).toEqual({ data: { nodes: [] } });
});

it('takes one statement for all things of a type', async () => {
  const { data } = await gateway.graphql<{
    rooms: { nodes: { id: string }[] };
    principals: { nodes: { id: string }[] };
  }>('{ rooms(first: 30) { nodes { id } } principals(first: 100) { nodes { id } } }');
  const ids = [...data!.rooms.nodes, ...data!.principals.nodes].map(({ id }) => id);
  // The token is the third.
  expect(await gateway.statementsOf(() => gateway.graphql(NODES, { ids }))).toHaveLength(3);
});

describe('a refusal', () => {
  it.each([
    '',
    'x',
    'Room:1',
    toGlobalId('room', 1),
    Buffer.from('Room:1e3').toString('base64url'),
    toGlobalId('Room', -1),
  ])('comes for %j, which is no id', async (id) => {
    const error = (parameter: string) => ({
      message: `"${id}" is not an id of this graph.`,
      extensions: { code: 'BAD_USER_INPUT', parameter },
    });
    expect(await gateway.graphql(NODE, { id })).toMatchObject({ data: { node: null }, errors: [error('id')] });
    const pool = await idOf('Pool');
    expect(await gateway.graphql(NODES, { ids: [pool, id] })).toMatchObject({ errors: [error('ids[1]')] });
  });

  it('comes for more than 500 ids', async () => {
    const ids = Array<string>(501).fill(toGlobalId('Room', 1));
    expect(await gateway.graphql(NODES, { ids })).toMatchObject({
      errors: [
        {
          message: '"ids" has 501 entries; at most 500 are looked up at once.',
          extensions: { code: 'BAD_USER_INPUT', parameter: 'ids' },
        },
      ],
    });
  });

  it('comes to whoever has not signed in', async () => {
    expect(await gateway.graphql(NODE, { id: await idOf('Pool') }, { as: null })).toMatchObject({
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
  });
});
