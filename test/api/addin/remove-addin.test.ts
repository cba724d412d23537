import type { TestGateway } from '../../support/gateway';
import { addCategory, change, POOL, startOrganisation, tokenOf } from '../../support/organisation';
import { type Refusal, refusal } from '../../support/refusal';

const REMOVE_ADDIN = `mutation RemoveAddin($input: RemoveAddinInput!) {
  removeAddin(input: $input) {
    removedId
    changes { path before after }
    warnings { code message }
    plan
    operationId
    auditEntry { operation identity node { id } }
  }
}`;

interface RemoveAddin {
  removeAddin: { plan: string | null; operationId: string | null };
}

const START = new Date('2026-11-22T08:00:00.000Z');
const LATER = new Date('2026-11-22T09:00:00.000Z');

let gateway: TestGateway;
let now = START;
let count = 0;
let name: string;
let id: string;

beforeAll(async () => {
  gateway = await startOrganisation({ now: () => now });
  await addCategory(gateway, 'General');
});

/** Each test has an add-in of its own. */
beforeEach(async () => {
  now = START;
  count += 1;
  name = `Wiki ${count}`;
  ({ id } = await change(gateway, 'newAddin', { name, url: 'https://wiki.litwareinc.com/' }));
});

const refused = (input: object, as?: string): Promise<Refusal> => refusal(gateway, REMOVE_ADDIN, { input }, { as });

async function addRooms(rooms: number): Promise<string[]> {
  const names = Array.from({ length: rooms }, (_, i) => `Room ${count}-${String(i + 1).padStart(2, '0')}`);
  // Not in the order of their names.
  for (const room of names.toReversed())
    await change(gateway, 'newRoom', { name: room, category: 'General', addin: name });
  return names;
}

const goneChanges = () => [
  { path: 'name', before: name, after: null },
  { path: 'url', before: 'https://wiki.litwareinc.com/', after: null },
];

it('removes one that no room uses; its history stays', async () => {
  expect(await gateway.graphql(REMOVE_ADDIN, { input: { identity: name } })).toEqual({
    data: {
      removeAddin: {
        removedId: id,
        changes: goneChanges(),
        warnings: [],
        plan: null,
        operationId: expect.any(String),
        auditEntry: { operation: 'removeAddin', identity: `${POOL}\\${name}`, node: null },
      },
    },
  });
  const gone = await gateway.graphql(
    `query($id: ID!) { node(id: $id) { id } auditEntries(where: { node: $id }) { nodes { operation } } addins(where: { name: { eq: "${name}" } }) { totalCount } }`,
    { id },
  );
  expect(gone).toEqual({
    data: {
      node: null,
      auditEntries: { nodes: [{ operation: 'removeAddin' }, { operation: 'newAddin' }] },
      addins: { totalCount: 0 },
    },
  });
});

it('does not give its id, nor its history, to the next one of that name', async () => {
  await change(gateway, 'removeAddin', { id });
  const next = await change(gateway, 'newAddin', { name, url: 'https://wiki.litwareinc.com/' });
  expect(next.id).not.toBe(id);
  expect(
    await gateway.graphql('query($id: ID) { addin(id: $id) { history { totalCount } } }', { id: next.id }),
  ).toEqual({
    data: { addin: { history: { totalCount: 1 } } },
  });
});

it('refuses one that rooms use, and names the first ten of them', async () => {
  const rooms = await addRooms(12);
  expect(await refused({ id })).toEqual({
    code: 'IN_USE',
    parameter: 'input.id',
    cmdlet: 'Remove-CsPersistentChatAddin',
    message: `The add-in ${POOL}\\${name} is used in ${rooms.slice(0, 10).join(', ')} and 2 more; with "force" it goes from there too.`,
    usedBy: { count: 12, rooms: rooms.slice(0, 10) },
  });
  expect(await refused({ identity: name, force: false })).toMatchObject({
    code: 'IN_USE',
    parameter: 'input.identity',
  });
});

describe('with force', () => {
  const ROOMS = `query Rooms($like: String!) {
    rooms(where: { name: { like: $like } }) { nodes { name version updatedAt addin { name } history(first: 1) { nodes { operationId operation at identity changes { path before after } } } } }
  }`;

  it('takes it from its rooms too, each with an audit entry of the same operation', async () => {
    const rooms = await addRooms(3);
    const bystander = await change(gateway, 'newRoom', { name: `Bystander ${count}`, category: 'General' });
    now = LATER;
    const { data } = await gateway.graphql<RemoveAddin>(REMOVE_ADDIN, { input: { id, force: true } });
    const { operationId } = data!.removeAddin;

    expect(data!.removeAddin).toMatchObject({
      removedId: id,
      changes: goneChanges(),
      warnings: [{ code: 'ADDIN_DETACHED', message: `The add-in is gone from ${rooms.join(', ')} too.` }],
    });
    expect(await gateway.graphql(ROOMS, { like: `Room ${count}-*` })).toEqual({
      data: {
        rooms: {
          nodes: rooms.map((room) => ({
            name: room,
            version: 2,
            updatedAt: LATER.toISOString(),
            addin: null,
            history: {
              nodes: [
                {
                  operationId,
                  operation: 'removeAddin',
                  at: LATER.toISOString(),
                  identity: `${POOL}\\${room}`,
                  changes: [{ path: 'addin', before: name, after: null }],
                },
              ],
            },
          })),
        },
      },
    });
    const trail = await gateway.graphql(
      'query($id: String!) { auditEntries(where: { operationId: { eq: $id } }, order: { field: COMMITTED, direction: ASC }) { nodes { nodeType identity } } }',
      { id: operationId },
    );
    expect(trail).toEqual({
      data: {
        auditEntries: {
          nodes: [
            { nodeType: 'Addin', identity: `${POOL}\\${name}` },
            ...rooms.map((room) => ({ nodeType: 'Room', identity: `${POOL}\\${room}` })),
          ],
        },
      },
    });
    expect(await gateway.graphql('query($id: ID) { room(id: $id) { version } }', { id: bystander.id })).toEqual({
      data: { room: { version: 1 } },
    });
  });

  it('takes as many statements for many rooms as for one', async () => {
    await addRooms(1);
    const one = await gateway.statementsOf(() => change(gateway, 'removeAddin', { id, force: true }));
    count += 1;
    name = `Wiki ${count}`;
    ({ id } = await change(gateway, 'newAddin', { name, url: 'https://wiki.litwareinc.com/' }));
    await addRooms(20);
    const twenty = await gateway.statementsOf(() => change(gateway, 'removeAddin', { id, force: true }));
    expect(twenty).toHaveLength(one.length);
  });

  it('says what would become of the rooms where it is only asked, and is stale when another room took the add-in since', async () => {
    const rooms = await addRooms(1);
    const { data } = await gateway.graphql<RemoveAddin>(REMOVE_ADDIN, { input: { id, force: true, whatIf: true } });
    expect(data!.removeAddin).toMatchObject({
      changes: goneChanges(),
      warnings: [{ code: 'ADDIN_DETACHED', message: `The add-in is gone from ${rooms[0]} too.` }],
      operationId: null,
    });
    await change(gateway, 'newRoom', { name: `Second ${count}`, category: 'General', addin: name });
    expect(await refused({ id, force: true, confirm: data!.removeAddin.plan })).toMatchObject({ code: 'PLAN_STALE' });
  });

  it('leaves no room with an add-in that is gone, even where rooms take it at the same time', async () => {
    await addRooms(2);
    const takers = Array.from({ length: 4 }, (_, i) => ({
      name: `Taker ${count}-${i}`,
      category: 'General',
      addin: name,
    }));
    const results = await Promise.allSettled([
      ...takers.slice(0, 2).map((room) => change(gateway, 'newRoom', room)),
      change(gateway, 'removeAddin', { id, force: true }),
      ...takers.slice(2).map((room) => change(gateway, 'newRoom', room)),
    ]);
    expect(results[2]).toMatchObject({ status: 'fulfilled' });
    for (const result of results) {
      if (result.status === 'rejected') expect(String(result.reason)).toMatch(/There is no add-in|was removed/);
    }
    const made = results.filter((result, i) => i !== 2 && result.status === 'fulfilled');
    const left = await gateway.graphql(
      `{ rooms(where: { name: { like: "Taker ${count}-*" } }) { totalCount nodes { addin { name } } } }`,
    );
    expect(left).toEqual({ data: { rooms: { totalCount: made.length, nodes: made.map(() => ({ addin: null })) } } });
  });
});

it('gives a retry by its key the first answer', async () => {
  const input = { id, idempotencyKey: `remove ${count}` };
  const first = await gateway.graphql<RemoveAddin>(REMOVE_ADDIN, { input });
  const retry = await gateway.graphql<RemoveAddin>(REMOVE_ADDIN, { input });
  expect(retry).toEqual(first);
  expect(first.data!.removeAddin).toMatchObject({ removedId: id });
});

describe('a refusal, which writes nothing,', () => {
  it('comes for one that is gone', async () => {
    await change(gateway, 'removeAddin', { id });
    expect(await refused({ id })).toMatchObject({
      code: 'NOT_FOUND',
      parameter: 'input.id',
      message: `There is no add-in "${id}".`,
    });
  });

  it('comes for another version', async () => {
    expect(await refused({ id, expectedVersion: 2 })).toMatchObject({
      code: 'CONFLICT',
      current: { id, version: 1, name, url: 'https://wiki.litwareinc.com/' },
    });
  });

  it('comes to everybody but administrators', async () => {
    const user = await tokenOf(gateway, 'sip:ann@litwareinc.com');
    for (const as of ['viewer', user]) expect(await refused({ id }, as)).toMatchObject({ code: 'FORBIDDEN' });
  });
});
