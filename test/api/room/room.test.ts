import { toGlobalId } from '../../../src/graphql/node';
import { TestOrganisation } from '../../support/described-organisation';
import { names, NEW_ROOM, READ_ROOM, type RoomAnswer, SET_ROOM } from './documents';
import { scene, without } from './scene';

let organisation: TestOrganisation;
beforeAll(async () => {
  organisation = await TestOrganisation.start(scene);
});
beforeEach(() => organisation.reset());

async function read(identity: string): Promise<RoomAnswer> {
  return (await organisation.data<{ room: RoomAnswer }>(READ_ROOM, { identity })).room;
}

const BY = 'query ($identity: String, $id: ID) { room(identity: $identity, id: $id) { name } }';

it('is shown with all that belongs to it', async () => {
  await organisation.data(SET_ROOM, {
    input: { identity: 'Stage', addin: 'Wiki', description: 'Lights', privacy: 'SECRET', managers: { add: ['Staff'] } },
  });
  const { updatedAt, ...room } = await read('Stage');
  const people = (...displayNames: string[]) => ({ nodes: displayNames.map((displayName) => ({ displayName })) });
  expect(room).toEqual({
    identity: 'red.litwareinc.com\\Stage',
    version: 2,
    description: 'Lights',
    type: 'AUDITORIUM',
    privacy: 'SECRET',
    invitations: 'INHERIT',
    disabled: false,
    contentBytes: 0,
    createdAt: '2026-01-01T00:00:00.000Z',
    category: { identity: 'red.litwareinc.com\\General' },
    pool: { fqdn: 'red.litwareinc.com' },
    addin: { name: 'Wiki' },
    members: people('Cid', 'Team'),
    managers: people('Staff'),
    presenters: people('Ann', 'Cid'),
  });
  expect(String(updatedAt)).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
});

it.each(['Lobby', 'lOBBY', 'red.litwareinc.com\\Lobby', 'RED.LITWAREINC.COM\\LOBBY'])(
  'is found as %s',
  async (identity) => {
    expect(await organisation.data(BY, { identity })).toEqual({ room: { name: 'Lobby' } });
  },
);

it('is found by its id, whatever it is called', async () => {
  const id = await organisation.globalId('Room', 'Lobby');
  await organisation.data(SET_ROOM, { input: { id, name: 'Foyer' } });
  expect(await organisation.data(BY, { id })).toEqual({ room: { name: 'Foyer' } });
  expect(await organisation.refusal(BY, { identity: 'Lobby' })).toMatchObject({ code: 'NOT_FOUND' });
});

it.each([
  [{ identity: 'Cellar' }, 'NOT_FOUND', 'There is no room "Cellar".', 'identity'],
  [{ identity: '' }, 'NOT_FOUND', 'There is no room "".', 'identity'],
  [{ identity: 'atl.litwareinc.com\\Lobby' }, 'NOT_FOUND', 'There is no room "atl.litwareinc.com\\Lobby".', 'identity'],
  [
    { identity: 'red.litwareinc.com\\Lobby\\' },
    'NOT_FOUND',
    'There is no room "red.litwareinc.com\\Lobby\\".',
    'identity',
  ],
  [
    { identity: 'x\\red.litwareinc.com\\Lobby' },
    'NOT_FOUND',
    'There is no room "x\\red.litwareinc.com\\Lobby".',
    'identity',
  ],
  [{ id: toGlobalId('Room', 4711) }, 'NOT_FOUND', `There is no room "${toGlobalId('Room', 4711)}".`, 'id'],
  [{ id: 'Lobby' }, 'BAD_USER_INPUT', '"Lobby" is not an id of this graph.', 'id'],
  [{ id: toGlobalId('Room', 9e14) }, 'NOT_FOUND', `There is no room "${toGlobalId('Room', 9e14)}".`, 'id'],
  [{}, 'BAD_USER_INPUT', 'Say which one is meant, by "identity" or by "id".', 'identity'],
  [
    { identity: 'Lobby', id: toGlobalId('Room', 1) },
    'BAD_USER_INPUT',
    'Give "identity" or "id", not both.',
    'identity',
  ],
])('is not found by %j', async (target, code, message, parameter) => {
  expect(await organisation.refusal(BY, target)).toEqual({
    code,
    message,
    parameter,
    cmdlet: 'Get-CsPersistentChatRoom',
  });
});

it('is not found by a name that rooms of two pools have, unless the caller may find only one of them', async () => {
  await organisation.data(NEW_ROOM, { input: { name: 'Floor', category: 'Science' } });
  const candidates = ['atl.litwareinc.com\\Floor', 'red.litwareinc.com\\Floor'];
  expect(await organisation.refusal(BY, { identity: 'floor' })).toEqual({
    message: `"floor" may be ${candidates.join(' or ')}; name the pool too.`,
    code: 'AMBIGUOUS_IDENTITY',
    parameter: 'identity',
    candidates: candidates.map((identity) => ({ id: expect.any(String), identity })),
    cmdlet: 'Get-CsPersistentChatRoom',
  });
  expect(await organisation.data('{ room(identity: "floor") { identity } }', {}, 'Eve')).toEqual({
    room: { identity: candidates[1] },
  });
});

it('pages its lists, and keeps entries that are missing from the directory on them', async () => {
  await organisation.sync(without('Cid'));
  expect(names((await read('Stage')).members)).toEqual(['Cid', 'Team']);
  const query = `query ($first: Int, $after: String) { room(identity: "Stage") { presenters(first: $first, after: $after) {
    totalCount edges { cursor node { displayName missing } } pageInfo { hasNextPage } } } }`;
  interface Presenters {
    room: { presenters: { totalCount: number; edges: { cursor: string; node: object }[]; pageInfo: object } };
  }
  const first = (await organisation.data<Presenters>(query, { first: 1 })).room.presenters;
  expect(first).toMatchObject({
    totalCount: 2,
    edges: [{ node: { displayName: 'Ann', missing: false } }],
    pageInfo: { hasNextPage: true },
  });
  const second = (await organisation.data<Presenters>(query, { first: 1, after: first.edges[0]!.cursor })).room
    .presenters;
  expect(second).toMatchObject({
    edges: [{ node: { displayName: 'Cid', missing: true } }],
    pageInfo: { hasNextPage: false },
  });
});
