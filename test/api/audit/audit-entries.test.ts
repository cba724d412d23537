import { Role } from '../../../src/security/access-token.entity';
import { toGlobalId } from '../../../src/graphql/node';
import { TestOrganisation } from '../../support/described-organisation';

const ENTRIES = `query Entries($where: AuditEntryFilter, $order: AuditEntryOrder) {
  auditEntries(where: $where, order: $order) { totalCount nodes { at nodeType } }
}`;
const ENTRY = `query Entry($where: AuditEntryFilter) {
  auditEntries(where: $where) {
    nodes {
      id operationId operation at actor requestId reason nodeType identity
      changes { path before after added { identity principal { displayName } } removed { identity principal { displayName } } }
      node { __typename }
      invitations { count room { name } users(first: 1) { totalCount nodes { displayName } } }
    }
  }
}`;
const POOL = 'red.litwareinc.com';
const START = new Date('2026-11-22T08:00:00.000Z');

let organisation: TestOrganisation;
let now = START;

/** One minute after the one before. */
async function at(
  minute: number,
  mutation: string,
  input: object,
  headers: Record<string, string> = {},
  as = '',
): Promise<void> {
  now = new Date(START.getTime() + minute * 60_000);
  const type = mutation[0]!.toUpperCase() + mutation.slice(1);
  const document = `mutation Change($input: ${type}Input!) { ${mutation}(input: $input) { operationId } }`;
  const answer = await organisation.gateway.graphql(document, { input }, { headers, ...(as && { as }) });
  expect(answer.errors).toBeUndefined();
}

beforeAll(async () => {
  const directory = { Ann: {}, Bob: {}, Cid: {}, Team: { members: ['Ann', 'Bob'] } };
  const categories = {
    General: { allowed: ['Team'], creators: ['Ann'], invitations: true, rooms: { Lobby: {}, Hall: {} } },
  };
  const pools = { [POOL]: { addins: { Wiki: 'https://wiki.litwareinc.com/' }, categories } };
  organisation = await TestOrganisation.start({ directory, pools }, { now: () => now });
  const { gateway } = organisation;
  const operator = await gateway.token({ name: 'Ôperator', role: Role.ADMINISTRATOR });
  await at(0, 'newAddin', { name: 'Map', url: 'https://map.litwareinc.com/', reason: 'Wanted by 100%_of! us' });
  await at(1, 'setRoom', { identity: 'Lobby', addin: 'Wiki', reason: '' }, { 'x-request-id': 'Request.1' });
  await at(2, 'setCategory', { identity: 'General', allowedMembers: { add: ['Cid'], remove: ['Team'] } }, {}, operator);
  await at(3, 'setAddin', { identity: 'Map', name: 'Atlas' });
  await at(4, 'removeAddin', { identity: 'Wiki', force: true }, { 'x-request-id': 'request.2' }, operator);
  await at(5, 'setCategory', { identity: 'General', allowedMembers: { replace: ['Ann', 'Bob'] } });
  await at(6, 'removeRoom', { identity: 'Lobby' });
});

const all = ['6 Room', '5 Category', '4 Room', '4 Addin', '3 Addin', '2 Category', '1 Room', '0 Addin'];

/** The minute and the type of each entry that is found. */
async function found(variables: object, as?: string): Promise<string[]> {
  interface Page {
    auditEntries: { totalCount: number; nodes: { at: string; nodeType: string }[] };
  }
  const { auditEntries } = await organisation.data<Page>(ENTRIES, variables, as);
  expect(auditEntries.totalCount).toBe(auditEntries.nodes.length);
  return auditEntries.nodes.map((entry) => `${new Date(entry.at).getUTCMinutes()} ${entry.nodeType}`);
}

it('lists what was done, the newest first, to administrators and viewers', async () => {
  expect(await found({})).toEqual(all);
  expect(await found({}, 'viewer')).toEqual(all);
  expect(await found({ order: { field: 'COMMITTED', direction: 'ASC' } })).toEqual(all.toReversed());
  expect(await organisation.refusal(ENTRIES, {}, 'Ann')).toMatchObject({
    code: 'FORBIDDEN',
    message: '"auditEntries" takes a token with the role ADMINISTRATOR or VIEWER; yours has the role USER.',
  });
});

it('tells all of a change of one thing', async () => {
  const entry = {
    operation: 'setCategory',
    at: '2026-11-22T08:02:00.000Z',
    actor: 'Ôperator',
    reason: null,
    nodeType: 'Category',
    identity: `${POOL}\\General`,
    changes: [
      {
        path: 'allowedMembers',
        before: null,
        after: null,
        added: [{ identity: 'sip:cid@litwareinc.com', principal: { displayName: 'Cid' } }],
        removed: [{ identity: 'CN=Team,DC=litwareinc,DC=com', principal: { displayName: 'Team' } }],
      },
    ],
    node: { __typename: 'Category' },
    invitations: [
      // Lobby is gone.
      { count: 1, room: null, users: { totalCount: 1, nodes: [{ displayName: 'Cid' }] } },
      { count: 1, room: { name: 'Hall' }, users: { totalCount: 1, nodes: [{ displayName: 'Cid' }] } },
    ],
  };
  const ids = { id: expect.any(String), operationId: expect.any(String), requestId: expect.any(String) };
  expect(await organisation.data(ENTRY, { where: { at: { eq: entry.at } } })).toEqual({
    auditEntries: { nodes: [{ ...ids, ...entry }] },
  });
});

it('says of things what they are now, and nothing of those that are gone', async () => {
  const query = `{ auditEntries(where: { identity: { in: ["${POOL}\\\\lobby", "${POOL}\\\\Map"] } }) { nodes { operation node { ... on Addin { name version } } } } }`;
  const atlas = { name: 'Atlas', version: 2 };
  expect(await organisation.data(query)).toEqual({
    auditEntries: {
      nodes: [
        { operation: 'removeRoom', node: null },
        { operation: 'removeAddin', node: null },
        { operation: 'setAddin', node: atlas },
        { operation: 'setRoom', node: null },
        { operation: 'newAddin', node: atlas },
      ],
    },
  });
});

describe('a filter', () => {
  it.each([
    [{ actor: { eq: 'ÔPERATOR' } }, ['4 Room', '4 Addin', '2 Category']],
    [{ actor: { like: 'test*' } }, ['6 Room', '5 Category', '3 Addin', '1 Room', '0 Addin']],
    [{ actor: { ne: 'ôperator' }, nodeType: { eq: 'room' } }, ['6 Room', '1 Room']],
    [{ operation: { eq: 'SETROOM' } }, ['1 Room']],
    [{ operation: { in: ['newAddin', 'removeroom'] } }, ['6 Room', '0 Addin']],
    [{ operation: { like: 'set?a*' } }, ['5 Category', '2 Category']],
    [{ operation: { like: 'remove*' } }, ['6 Room', '4 Room', '4 Addin']],
    [{ kind: { eq: 'REMOVED' } }, ['6 Room', '4 Addin']],
    [{ kind: { ne: 'CHANGED' } }, ['6 Room', '4 Addin', '0 Addin']],
    [{ kind: { in: ['MADE'] } }, ['0 Addin']],
    [{ reverts: { isNull: true }, revertedBy: { isNull: true } }, all],
    [{ or: [{ reverts: { isNull: false } }, { revertedBy: { isNull: false } }] }, []],
    [{ nodeType: { in: ['Category'] } }, ['5 Category', '2 Category']],
    [{ nodeType: { ne: 'Addin' } }, ['6 Room', '5 Category', '4 Room', '2 Category', '1 Room']],
    [{ identity: { like: '*\\lobby' } }, ['6 Room', '4 Room', '1 Room']],
    [{ identity: { eq: 'RED.litwareinc.com\\general' } }, ['5 Category', '2 Category']],
    [{ reason: { isNull: true } }, ['6 Room', '5 Category', '4 Room', '4 Addin', '3 Addin', '2 Category']],
    [{ reason: { isNull: false } }, ['1 Room', '0 Addin']],
    [{ reason: { eq: '' } }, ['1 Room']],
    [{ reason: { ne: '' } }, all.filter((entry) => entry !== '1 Room')],
    [{ not: { reason: { like: '*' } } }, ['6 Room', '5 Category', '4 Room', '4 Addin', '3 Addin', '2 Category']],
    [{ reason: { like: '*100%_OF! us' } }, ['0 Addin']],
    [{ reason: { like: '*100%?of! u?' } }, ['0 Addin']],
    [{ reason: { like: '*100__of*' } }, []],
    [{ at: { gte: '2026-11-22T08:03:00Z', lt: '2026-11-22T08:05:00Z' } }, ['4 Room', '4 Addin', '3 Addin']],
    [{ at: { gt: '2026-11-22T08:04:59.999Z' } }, ['6 Room', '5 Category']],
    [{ at: { lte: '2026-11-22T09:01:00+01:00' } }, ['1 Room', '0 Addin']],
    [{ at: { ne: '2026-11-22T08:00:00Z' } }, all.slice(0, 7)],
    [{ requestId: { eq: 'REQUEST.1' } }, ['1 Room']],
    [{ requestId: { like: 'request.?' } }, ['4 Room', '4 Addin', '1 Room']],
    [
      { or: [{ nodeType: { eq: 'Category' } }, { operation: { eq: 'newAddin' } }] },
      ['5 Category', '2 Category', '0 Addin'],
    ],
  ])('%j', async (where, entries) => {
    expect(await found({ where })).toEqual(entries);
  });

  it('of one operation finds all that it touched', async () => {
    const query = '{ auditEntries(where: { operation: { eq: "removeAddin" } }, first: 1) { nodes { operationId } } }';
    const { auditEntries } = await organisation.data<{ auditEntries: { nodes: { operationId: string }[] } }>(query);
    const [{ operationId }] = auditEntries.nodes as [{ operationId: string }];
    expect(await found({ where: { operationId: { eq: operationId } } })).toEqual(['4 Room', '4 Addin']);
    expect(await found({ where: { operationId: { eq: operationId.toUpperCase() } } })).toEqual(['4 Room', '4 Addin']);
    expect(await found({ where: { operationId: { ne: operationId }, at: { gte: '2026-11-22T08:04:00Z' } } })).toEqual([
      '6 Room',
      '5 Category',
    ]);
  });

  it('of a thing finds its changes, even when it is gone', async () => {
    const lobby = toGlobalId('Room', 1);
    expect(await found({ where: { node: lobby } })).toEqual(['6 Room', '4 Room', '1 Room']);
    expect(await found({ where: { not: { node: lobby }, nodeType: { eq: 'Room' } } })).toEqual([]);
    expect(await found({ where: { node: toGlobalId('Room', 99) } })).toEqual([]);
    // The room and the category have the same number.
    expect(await found({ where: { node: toGlobalId('Category', 1) } })).toEqual(['5 Category', '2 Category']);
  });

  it.each([
    [{ node: 'Lobby' }, 'where.node', '"Lobby" is not an id of this graph.'],
    [
      { or: [{ node: null }] },
      'where.or[0].node',
      '"where.or[0].node" is null; leave it out, or ask for null by isNull, where the field has it.',
    ],
    [
      { reason: { eq: null } },
      'where.reason.eq',
      '"where.reason.eq" is null; leave it out, or ask for null by isNull, where the field has it.',
    ],
    [
      { revertedBy: { isNull: null } },
      'where.revertedBy.isNull',
      '"where.revertedBy.isNull" is null; leave it out, or ask for null by isNull, where the field has it.',
    ],
  ])('is refused where it says %j', async (where, parameter, message) => {
    expect(await organisation.refusal(ENTRIES, { where })).toMatchObject({
      code: 'BAD_USER_INPUT',
      parameter,
      message,
    });
  });
});

it('keeps its place in the trail while entries come', async () => {
  const page = async (variables: object) => {
    const query = `query Page($first: Int, $after: String, $last: Int, $before: String) {
      auditEntries(first: $first, after: $after, last: $last, before: $before) {
        nodes { at nodeType } pageInfo { startCursor endCursor hasNextPage hasPreviousPage }
      }
    }`;
    interface Page {
      auditEntries: { nodes: { at: string; nodeType: string }[]; pageInfo: { endCursor: string | null } };
    }
    const { auditEntries } = await organisation.data<Page>(query, variables);
    const entries = auditEntries.nodes.map((entry) => `${new Date(entry.at).getUTCMinutes()} ${entry.nodeType}`);
    return { entries, ...auditEntries.pageInfo };
  };
  const first = await page({ first: 3 });
  expect(first).toMatchObject({ entries: all.slice(0, 3), hasNextPage: true, hasPreviousPage: false });
  await at(7, 'setRoom', { identity: 'Hall', description: 'Wide' });
  expect(await page({ first: 3, after: first.endCursor })).toMatchObject({
    entries: all.slice(3, 6),
    hasNextPage: true,
  });
  expect(await page({ last: 3, before: first.endCursor })).toMatchObject({
    entries: ['7 Room', '6 Room', '5 Category'],
    hasPreviousPage: false,
  });
  expect(await page({ last: 2 })).toMatchObject({ entries: all.slice(-2), hasNextPage: false, hasPreviousPage: true });
});

it('takes the same statements for one entry and for two', async () => {
  const statements = (first: number) =>
    organisation.gateway.statementsOf(() =>
      organisation.data(ENTRY.replace('auditEntries(', `auditEntries(first: ${first}, `), {
        where: { nodeType: { eq: 'Category' } },
      }),
    );
  expect(await statements(2)).toHaveLength((await statements(1)).length);
});
