import { change } from '../../support/change';
import { TestOrganisation } from '../../support/described-organisation';
import { scene } from './scene';

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

const NOW = new Date('2026-11-22T09:00:00.000Z');

let organisation: TestOrganisation;
let wiki: string;
let map: string;
let tickets: string;

beforeAll(async () => {
  organisation = await TestOrganisation.start(scene, { now: () => NOW });
  [wiki, map, tickets] = (await Promise.all(
    ['Wiki', 'Map', 'Tickets'].map((name) => organisation.globalId('Addin', name)),
  )) as [string, string, string];
});
beforeEach(() => organisation.reset());

const remove = async (input: object): Promise<RemoveAddin['removeAddin']> =>
  (await organisation.data<RemoveAddin>(REMOVE_ADDIN, { input })).removeAddin;
const refused = (input: object, as?: string) => organisation.refusal(REMOVE_ADDIN, { input }, as);

it('removes one that no room uses; its history stays', async () => {
  expect(await remove({ identity: 'red.litwareinc.com\\Wiki' })).toEqual({
    removedId: wiki,
    changes: [
      { path: 'name', before: 'Wiki', after: null },
      { path: 'url', before: 'https://wiki.litwareinc.com/', after: null },
    ],
    warnings: [],
    plan: null,
    operationId: expect.any(String),
    auditEntry: { operation: 'removeAddin', identity: 'red.litwareinc.com\\Wiki', node: null },
  });
  const query = `query ($id: ID!) {
    node(id: $id) { id }
    auditEntries(where: { node: $id }) { nodes { operation } }
    addins(where: { name: { eq: "Wiki" }, pool: { fqdn: { like: "red*" } } }) { totalCount }
  }`;
  expect(await organisation.data(query, { id: wiki })).toEqual({
    node: null,
    auditEntries: { nodes: [{ operation: 'removeAddin' }] },
    addins: { totalCount: 0 },
  });
});

it('gives its id, and with it its history, to no other', async () => {
  const { id: removed } = await change(organisation, 'newAddin', {
    name: 'Last',
    url: 'https://last.litwareinc.com/',
    pool: 'red.litwareinc.com',
  });
  await remove({ id: removed });
  const { id } = await change(organisation, 'newAddin', {
    name: 'Last',
    url: 'https://last.litwareinc.com/',
    pool: 'red.litwareinc.com',
  });
  expect(id).not.toBe(removed);
  const query = 'query ($id: ID) { addin(id: $id) { history { nodes { operation } } } }';
  expect(await organisation.data(query, { id })).toEqual({
    addin: { history: { nodes: [{ operation: 'newAddin' }] } },
  });
});

it('refuses one that rooms use, and names the first ten of them', async () => {
  const rooms = Array.from({ length: 10 }, (_, i) => `Room ${String(i + 1).padStart(2, '0')}`);
  expect(await refused({ id: tickets })).toEqual({
    code: 'IN_USE',
    parameter: 'input.id',
    cmdlet: 'Remove-CsPersistentChatAddin',
    message: `The add-in red.litwareinc.com\\Tickets is used in ${rooms.join(', ')} and 2 more; with "force" it goes from there too.`,
    usedBy: [{ type: 'Room', count: 12, identities: rooms.map((name) => `red.litwareinc.com\\${name}`) }],
  });
  expect(await refused({ identity: 'Map', force: false })).toMatchObject({
    code: 'IN_USE',
    parameter: 'input.identity',
    message: 'The add-in red.litwareinc.com\\Map is used in Atlas, Globe; with "force" it goes from there too.',
    usedBy: [{ type: 'Room', count: 2, identities: ['red.litwareinc.com\\Atlas', 'red.litwareinc.com\\Globe'] }],
  });
});

describe('with force', () => {
  const warnings = [{ code: 'ADDIN_DETACHED', message: 'The add-in is gone from Atlas, Globe too.' }];

  it('takes it from its rooms too, each with an audit entry of the same operation', async () => {
    const { operationId, ...answer } = await remove({ id: map, force: true });
    expect(answer).toMatchObject({ removedId: map, warnings });

    const rooms = `{ rooms(where: { category: { name: { eq: "General" } }, name: { in: ["Atlas", "Globe", "Lobby"] } }) {
      nodes { name version updatedAt addin { name } history { nodes { operationId operation at identity changes { path before after } } } }
    } }`;
    const detached = (name: string) => ({
      name,
      version: 2,
      updatedAt: NOW.toISOString(),
      addin: null,
      history: {
        nodes: [
          {
            operationId,
            operation: 'removeAddin',
            at: NOW.toISOString(),
            identity: `red.litwareinc.com\\${name}`,
            changes: [{ path: 'addin', before: 'Map', after: null }],
          },
        ],
      },
    });
    expect(await organisation.data(rooms)).toEqual({
      rooms: {
        nodes: [
          detached('Atlas'),
          detached('Globe'),
          expect.objectContaining({ name: 'Lobby', version: 1, history: { nodes: [] } }),
        ],
      },
    });
    const trail = `query ($id: String!) {
      auditEntries(where: { operationId: { eq: $id } }, order: { field: COMMITTED }) { nodes { nodeType identity } }
    }`;
    expect(await organisation.data(trail, { id: operationId })).toEqual({
      auditEntries: {
        nodes: [
          { nodeType: 'Addin', identity: 'red.litwareinc.com\\Map' },
          { nodeType: 'Room', identity: 'red.litwareinc.com\\Atlas' },
          { nodeType: 'Room', identity: 'red.litwareinc.com\\Globe' },
        ],
      },
    });
  });

  it('takes as many statements for twelve rooms as for two', async () => {
    const { gateway } = organisation;
    const two = await gateway.statementsOf(() => remove({ id: map, force: true }));
    const twelve = await gateway.statementsOf(() => remove({ id: tickets, force: true }));
    expect(twelve).toHaveLength(two.length);
  });

  it('plans what becomes of the rooms, and is stale once another room has the add-in', async () => {
    const { plan, ...answer } = await remove({ id: map, force: true, whatIf: true });
    expect(answer).toMatchObject({ removedId: map, warnings, operationId: null, auditEntry: null });
    await change(organisation, 'setRoom', { identity: 'Lobby', addin: 'Map' });
    expect(await refused({ id: map, force: true, confirm: plan })).toMatchObject({ code: 'PLAN_STALE' });
  });

  it('is carried out as it was planned', async () => {
    const { plan } = await remove({ id: map, force: true, whatIf: true });
    expect(await remove({ id: map, force: true, confirm: plan })).toMatchObject({ removedId: map, warnings });
  });

  it('leaves no room with an add-in that is gone, where rooms take it and let it go at the same time', async () => {
    const assign = (identity: string, addin: string | null) => change(organisation, 'setRoom', { identity, addin });
    const rooms = ['Room 01', 'Room 02', 'Room 03', 'Lobby'];
    const [removed] = await Promise.allSettled([
      remove({ id: map, force: true }),
      ...rooms.map((room) => assign(room, 'Map')),
      assign('Atlas', null),
    ]);
    expect(removed).toMatchObject({ status: 'fulfilled' });
    const query =
      '{ rooms(where: { addin: { name: { eq: "Map" } } }) { totalCount } room(identity: "Atlas") { version } }';
    expect(await organisation.data(query)).toEqual({ rooms: { totalCount: 0 }, room: { version: 2 } });
  });
});

it('gives a retry by its key the first answer', async () => {
  const input = { id: wiki, idempotencyKey: 'key' };
  expect(await remove(input)).toEqual(await remove(input));
});

describe('a refusal, which writes nothing,', () => {
  it('comes for one that is gone', async () => {
    await remove({ id: wiki });
    expect(await refused({ id: wiki })).toMatchObject({
      code: 'NOT_FOUND',
      parameter: 'input.id',
      message: `There is no add-in "${wiki}".`,
    });
  });

  it('comes for another version', async () => {
    expect(await refused({ id: wiki, expectedVersion: 2 })).toMatchObject({
      code: 'CONFLICT',
      current: { id: wiki, version: 1, name: 'Wiki', url: 'https://wiki.litwareinc.com/' },
    });
  });

  it('comes to everybody but administrators', async () => {
    for (const as of ['viewer', 'Ann']) expect(await refused({ id: wiki }, as)).toMatchObject({ code: 'FORBIDDEN' });
  });
});
