import { type BulkAnswer, bulkDocument, trailOf } from '../../support/bulk';
import { change } from '../../support/change';
import { type DescribedOrganisation, TestOrganisation } from '../../support/described-organisation';
import { type ChangeAnswer, entry, listed, READ_ROOM, type RoomAnswer, SET_ROOM, sip } from './documents';
import { scene } from './scene';

const ACCESS = 'totalCount pairCount nodes { principal { displayName } roomCount }';
const IMPACT = `impact { gained { ${ACCESS} } lost { ${ACCESS} } } invitedCount`;
const ENTRIES = 'added { identity } removed { identity }';
const SET_ROOMS = bulkDocument('setRooms', { entries: ENTRIES });
const SET_ROOMS_WITH_IMPACT = bulkDocument('setRooms', { besides: IMPACT, entries: ENTRIES });

/** The scene, and three hundred rooms more in a category of their own. */
const manyRooms: DescribedOrganisation = {
  ...scene,
  pools: {
    ...scene.pools,
    'dub.litwareinc.com': {
      categories: {
        Desks: {
          allowed: ['Staff'],
          rooms: Object.fromEntries(
            Array.from({ length: 300 }, (_, i) => [`Desk ${i}`, { members: ['Ann'], megabytes: i }]),
          ),
        },
      },
    },
  },
};
const DESKS = { category: { name: { eq: 'Desks' } } };
const GENERAL = { category: { name: { eq: 'General' } } };

let organisation: TestOrganisation;
beforeAll(async () => {
  organisation = await TestOrganisation.start(manyRooms);
});
beforeEach(() => organisation.reset());

type RoomsAnswer = BulkAnswer & Pick<ChangeAnswer, 'impact' | 'invitedCount'>;

const set = async (input: object, document = SET_ROOMS): Promise<RoomsAnswer> =>
  (await organisation.data<{ bulk: RoomsAnswer }>(document, { input })).bulk;
const refused = (input: object, as?: string) => organisation.refusal(SET_ROOMS, { input }, as);
const room = async (identity: string): Promise<RoomAnswer> =>
  (await organisation.data<{ room: RoomAnswer }>(READ_ROOM, { identity })).room;
const identities = ({ results }: BulkAnswer) => results.nodes.map(({ identity }) => identity);
const failures = ({ results }: BulkAnswer) => results.nodes.flatMap(({ identity, error }) => (error ? [identity] : []));

const RED = 'red.litwareinc.com';
const DISABLED = { path: 'disabled', before: false, after: true, added: null, removed: null };

it('changes all rooms that the filter takes, each with its own audit entry', async () => {
  const answer = await set({ where: GENERAL, disabled: true, reason: 'Moving house' });
  const rooms = [`${RED}\\Lobby`, `${RED}\\Stage`, `${RED}\\Square`];
  expect(answer).toMatchObject({ succeeded: 3, failed: 0, warnings: [] });
  expect(answer.results.nodes).toEqual(rooms.map((identity) => ({ identity, changes: [DISABLED], error: null })));
  expect(await trailOf(organisation, answer.operationId)).toEqual(
    rooms.map((identity) => ({
      operation: 'setRooms',
      nodeType: 'Room',
      identity,
      changes: [{ path: 'disabled', before: false, after: true }],
    })),
  );
  expect(await room('Lobby')).toMatchObject({ disabled: true, version: 2, description: '' });
  expect(await room('Bench')).toMatchObject({ disabled: false, version: 1 });
});

it.each([
  [{ filter: 'Lob' }, ['Lobby']],
  [{ filter: "Name -like 'S*' -and Privacy -eq 'Open'" }, ['Square']],
  [{ chatContentExceedsMB: 297 }, ['Desk 298', 'Desk 299']],
  [{ where: { privacy: { eq: 'OPEN' } } }, ['Square']],
  [{ where: { pool: { fqdn: { eq: 'atl.litwareinc.com' } } } }, ['Floor']],
  [{ where: { members: { reaches: 'Eve' } } }, ['Bench']],
])('takes the rooms that %j finds', async (selection, expected) => {
  const answer = await set({ ...selection, description: 'Found', whatIf: true });
  expect(identities(answer).map((identity) => identity.split('\\')[1])).toEqual(expected);
});

it('moves each room to the category of that name in its own pool', async () => {
  const answer = await set({ where: { name: { in: ['Bench', 'Floor'] } }, category: 'General', onError: 'CONTINUE' });
  expect(answer).toMatchObject({ succeeded: 2, failed: 0 });
  expect((await room('Bench')).category).toEqual({ identity: `${RED}\\General` });
  expect((await room('Floor')).category).toEqual({ identity: 'atl.litwareinc.com\\General' });
});

it('gives each room the add-in of that name in its own pool, and refuses those whose pool has none', async () => {
  const where = { name: { in: ['Lobby', 'Floor'] } };
  const answer = await set({ where, addin: 'Wiki', onError: 'CONTINUE' });
  expect(answer).toMatchObject({ succeeded: 1, failed: 1 });
  expect(answer.results.nodes[0]).toEqual({
    identity: 'atl.litwareinc.com\\Floor',
    changes: [],
    error: { code: 'NOT_FOUND', message: 'There is no add-in "Wiki".', parameter: 'input.addin' },
  });
  expect((await room('Lobby')).addin).toEqual({ name: 'Wiki' });
});

describe('lists', () => {
  it('take an entry in all the rooms, where it is not listed yet', async () => {
    const answer = await set({ where: { name: { in: ['Lobby', 'Stage'] } }, members: { add: ['Cid'] } });
    expect(answer.results.nodes).toEqual([
      { identity: `${RED}\\Lobby`, changes: [listed('members', [sip('cid')], [])], error: null },
      { identity: `${RED}\\Stage`, changes: [], error: null },
    ]);
    expect(await room('Stage')).toMatchObject({ version: 1 });
    expect((await room('Lobby')).members.nodes).toEqual([{ displayName: 'Cid' }, { displayName: 'Team' }]);
  });

  it('lose entries in all the rooms', async () => {
    await set({ where: DESKS, members: { add: ['Cid'] } });
    expect(await set({ where: DESKS, members: { remove: ['Ann'] } })).toMatchObject({ succeeded: 300 });
    expect((await room('Desk 7')).members.nodes).toEqual([{ displayName: 'Cid' }]);
  });

  it('keep the rules of each room: what stands outside its wall is refused', async () => {
    const input = { where: { name: { in: ['Bench', 'Lobby'] } }, members: { add: ['Cid'] } };
    const why =
      'sip:cid@litwareinc.com is outside the wall of the category Science: none of the allowed members reaches it.';
    expect(await refused(input)).toMatchObject({
      code: 'NOT_ELIGIBLE',
      parameter: 'input.members.add[0]',
      message: `Nothing was changed, because 1 of 2 can not be: ${RED}\\Bench: ${why} With "onError: CONTINUE" the others are changed.`,
      failed: 1,
      failures: [{ identity: `${RED}\\Bench`, code: 'NOT_ELIGIBLE', message: why, parameter: 'input.members.add[0]' }],
    });
    const answer = await set({ ...input, onError: 'CONTINUE' });
    expect(answer).toMatchObject({ succeeded: 1, failed: 1 });
    expect(failures(answer)).toEqual([`${RED}\\Bench`]);
    expect((await room('Bench')).members.nodes).toEqual([{ displayName: 'Ann' }, { displayName: 'Eve' }]);
  });

  it('are not opened to the category by their last member, but with force', async () => {
    const input = { where: { name: { like: 'Desk 1?' } }, members: { remove: ['Ann'] } };
    expect(await refused(input)).toMatchObject({ code: 'BAD_USER_INPUT', failed: 10 });
    const { warnings } = await set({ ...input, force: true });
    expect(warnings.map(({ code }) => code)).toEqual(Array(10).fill('OPENED_TO_CATEGORY'));
    const all = await set({ where: DESKS, members: null });
    expect(all.warnings).toHaveLength(11);
    expect(all.warnings[10]).toEqual({
      code: 'OPENED_TO_CATEGORY',
      message: 'There are 280 more warnings of this kind.',
    });
  });
});

describe('who gains and who loses entry', () => {
  it('is told of all the rooms together', async () => {
    const { impact } = await set({ where: DESKS, members: { replace: ['Bob'] } }, SET_ROOMS_WITH_IMPACT);
    const of = (displayName: string) => ({
      totalCount: 1,
      pairCount: 300,
      nodes: [{ principal: { displayName }, roomCount: 300 }],
    });
    expect(impact).toEqual({ gained: of('Bob'), lost: of('Ann') });
  });

  it.each([
    { disabled: true },
    { privacy: 'OPEN' },
    { members: { add: ['Cid'] } },
    { category: 'Science', force: true },
    { description: 'Quiet' },
  ])('is the same for one of many as for one alone: %j', async (input) => {
    const many = await set({ where: { name: { eq: 'Lobby' } }, ...input, whatIf: true }, SET_ROOMS_WITH_IMPACT);
    const one = await organisation.data<{ setRoom: ChangeAnswer }>(SET_ROOM, {
      input: { identity: 'Lobby', ...input, whatIf: true },
    });
    expect(entry(many as unknown as ChangeAnswer)).toEqual(entry(one.setRoom));
    expect(many.warnings).toEqual(one.setRoom.warnings);
    expect(many.results.nodes[0]!.changes).toEqual(one.setRoom.changes);
  });

  it('is worked out for a commit only where somebody asks', async () => {
    const { gateway } = organisation;
    const quiet = await gateway.statementsOf(() => set({ where: DESKS, disabled: true }));
    expect(quiet.filter((statement) => statement.includes('access_entries'))).toEqual([]);
    expect((await set({ where: DESKS, disabled: false }, SET_ROOMS_WITH_IMPACT)).impact!.gained.pairCount).toBe(300);
  });
});

it('keeps whom it invites with the entry of each room', async () => {
  await change(organisation, 'setCategory', { identity: `${RED}\\General`, invitations: true });
  const where = { name: { in: ['Lobby', 'Stage'] } };
  const { operationId, invitedCount } = await set({ where, members: { add: ['Mia'] } }, SET_ROOMS_WITH_IMPACT);
  expect(invitedCount).toBe(1);
  const query = `query ($id: String!) {
    auditEntries(where: { operationId: { eq: $id } }, order: { field: COMMITTED }, first: 5) {
      nodes { identity invitations { room { name } users(first: 5) { nodes { displayName } } } }
    }
  }`;
  const invited = (name: string) => ({
    identity: `${RED}\\${name}`,
    invitations: [{ room: { name }, users: { nodes: [{ displayName: 'Mia' }] } }],
  });
  expect(await organisation.data(query, { id: operationId })).toEqual({
    auditEntries: { nodes: [invited('Lobby'), invited('Stage')] },
  });
});

describe('a plan', () => {
  const input = { where: DESKS, privacy: 'OPEN' };
  const planned = async (): Promise<string> => (await set({ ...input, whatIf: true })).plan!;

  it('changes nothing, and is carried out when it is confirmed', async () => {
    const before = await organisation.stored();
    const confirm = await planned();
    expect(await organisation.stored()).toEqual(before);
    expect(await set({ ...input, confirm })).toMatchObject({ succeeded: 300, plan: null });
    expect(await room('Desk 299')).toMatchObject({ privacy: 'OPEN' });
  });

  it('is stale once a room changed, or somebody gains entry who did not', async () => {
    const confirm = await planned();
    await change(organisation, 'setRoom', { identity: 'Desk 4', description: 'Mine' });
    expect(await refused({ ...input, confirm })).toMatchObject({
      code: 'PLAN_STALE',
      parameter: 'input.confirm',
      moved: ['THINGS'],
      things: [{ identity: 'dub.litwareinc.com\\Desk 4', version: 2 }],
    });
    const sized = await planned();
    await change(organisation, 'removeRoom', { identity: 'Desk 5' });
    expect(await refused({ ...input, confirm: sized })).toMatchObject({
      message:
        'The plan does not hold: the things that it is about were 300, and are 299 by now. Ask for a new one with "whatIf".',
      moved: ['SELECTION'],
      things: [],
    });
    const again = await planned();
    await change(organisation, 'setCategory', {
      identity: 'Desks',
      allowedMembers: { remove: ['Staff'], add: ['Team'] },
    });
    expect(await refused({ ...input, confirm: again })).toMatchObject({ code: 'PLAN_STALE' });
  });

  it('can not be confirmed where one of the rooms stands in its way, but shows it', async () => {
    const answer = await set({ where: { name: { in: ['Bench', 'Lobby'] } }, members: { add: ['Cid'] }, whatIf: true });
    expect(answer).toMatchObject({ plan: null, succeeded: 1, failed: 1 });
    expect(failures(answer)).toEqual([`${RED}\\Bench`]);
  });
});

it('takes few statements, however many rooms there are', async () => {
  const { gateway } = organisation;
  const count = async (input: object) => (await gateway.statementsOf(() => set(input))).length;
  // The index of the directory is loaded by whoever needs it first.
  await set({ where: { name: { eq: 'Lobby' } }, members: { add: ['Cid'] } });
  const some = { where: { name: { like: 'Desk 1?' } } };
  for (const change of [{ description: 'Quiet' }, { members: { add: ['Bob'] } }, { managers: { replace: ['Cid'] } }]) {
    const few = await count({ ...some, ...change });
    expect(await count({ where: DESKS, ...change })).toBe(few);
  }
});

describe('a refusal, which writes nothing,', () => {
  it('comes where nothing says which rooms', async () => {
    const message =
      'Say which are meant, by "where", "filter" or "chatContentExceedsMB"; "where: {}" takes all that there are.';
    for (const selection of [{}, { where: null, searchDescription: true }, { filter: '' }, { filter: ' ' }]) {
      expect(await refused({ ...selection, disabled: true })).toMatchObject({
        code: 'BAD_USER_INPUT',
        parameter: 'input.where',
        message,
      });
    }
  });

  it.each([
    [{ where: { name: null } }, 'input.where.name'],
    [{ where: {}, filter: 'Name -eq' }, 'input.filter'],
    [{ where: {}, chatContentExceedsMB: -1 }, 'input.chatContentExceedsMB'],
    [{ where: {}, disabled: null }, 'input.disabled'],
    [{ where: { name: { eq: 'Nowhere' } }, category: null }, 'input.category'],
    [{ where: { name: { eq: 'Nowhere' } }, category: `${RED}\\Nowhere` }, 'input.category'],
    [{ where: { name: { eq: 'Nowhere' } }, addin: `${RED}\\Nowhere` }, 'input.addin'],
    [{ where: { name: { eq: 'Nowhere' } }, description: 'x'.repeat(1_025) }, 'input.description'],
    [{ where: {}, members: { add: ['Nobody'] } }, 'input.members.add[0]'],
    [{ where: {}, members: { add: ['Twin'] } }, 'input.members.add[0]'],
  ])('names what is wrong with %j', async (input, parameter) => {
    expect(await refused(input)).toMatchObject({ parameter });
  });

  it('comes to everybody but administrators', async () => {
    for (const as of ['viewer', 'Mia']) {
      expect(await refused({ where: {}, disabled: true }, as)).toMatchObject({ code: 'FORBIDDEN' });
    }
  });
});
