import { change } from '../../support/change';
import { type DescribedOrganisation, TestOrganisation } from '../../support/described-organisation';

const names = Array.from({ length: 50 }, (_, i) => `Room ${String(i).padStart(2, '0')}`);
const scene: DescribedOrganisation = {
  directory: { Ann: {}, Bob: {} },
  pools: {
    'red.litwareinc.com': {
      addins: { Wiki: 'https://wiki.litwareinc.com/' },
      categories: {
        General: {
          allowed: ['Ann', 'Bob'],
          rooms: Object.fromEntries(names.map((name) => [name, { managers: ['Ann'] }])),
        },
      },
    },
  },
};

const HISTORY =
  'history(first: $first) { totalCount nodes { nodeType changes { path before after } } pageInfo { hasNextPage } }';

let organisation: TestOrganisation;

beforeAll(async () => {
  organisation = await TestOrganisation.start(scene);
});
beforeEach(() => organisation.reset());

const describeTwice = async (mutation: string, identity: string) => {
  for (const description of ['First', 'Second']) await change(organisation, mutation, { identity, description });
};

const described = (nodeType: string, before: string, after: string) => ({
  nodeType,
  changes: [{ path: 'description', before, after }],
});

it('is that of each thing alone, the newest first, even where things have the same number', async () => {
  await describeTwice('setRoom', names[0]!);
  await describeTwice('setCategory', 'General');
  await change(organisation, 'setAddin', { identity: 'Wiki', name: 'Handbook' });
  const query = `query History($first: Int) {
    room(identity: "Room 00") { ${HISTORY} }
    category(identity: "General") { ${HISTORY} }
    addin(identity: "Handbook") { ${HISTORY} }
  }`;
  const history = (nodeType: string) => ({
    history: {
      totalCount: 2,
      nodes: [described(nodeType, 'First', 'Second'), described(nodeType, '', 'First')],
      pageInfo: { hasNextPage: false },
    },
  });
  expect(await organisation.data(query)).toEqual({
    room: history('Room'),
    category: history('Category'),
    addin: {
      history: {
        totalCount: 1,
        nodes: [{ nodeType: 'Addin', changes: [{ path: 'name', before: 'Wiki', after: 'Handbook' }] }],
        pageInfo: { hasNextPage: false },
      },
    },
  });
});

it('is filtered as the audit trail is, of each thing and by each filter apart', async () => {
  await describeTwice('setRoom', 'Room 00');
  await change(organisation, 'setRoom', { identity: 'Room 00', disabled: true, reason: 'Quiet' });
  const query = `{ room(identity: "Room 00") {
    quiet: history(where: { reason: { eq: "quiet" } }) { totalCount nodes { changes { path } } }
    others: history(where: { not: { reason: { eq: "quiet" } } }) { totalCount }
    none: history(where: { operation: { like: "remove*" } }) { totalCount nodes { id } } } }`;
  expect(await organisation.data(query)).toEqual({
    room: {
      quiet: { totalCount: 1, nodes: [{ changes: [{ path: 'disabled' }] }] },
      others: { totalCount: 2 },
      none: { totalCount: 0, nodes: [] },
    },
  });
});

it('comes with the mutation that adds to it', async () => {
  await describeTwice('setRoom', 'Room 00');
  const mutation = `mutation Set($first: Int) {
    setRoom(input: { identity: "Room 00", description: "Third" }) { room { ${HISTORY} } auditEntry { changes { after } } }
  }`;
  expect(await organisation.data(mutation, { first: 1 })).toEqual({
    setRoom: {
      room: {
        history: { totalCount: 3, nodes: [described('Room', 'Second', 'Third')], pageInfo: { hasNextPage: true } },
      },
      auditEntry: { changes: [{ after: 'Third' }] },
    },
  });
});

it('takes one statement for the pages and one for the counts of 50 things', async () => {
  for (const name of names) await describeTwice('setRoom', name);
  const query = `query Rooms($rooms: Int, $first: Int) { rooms(first: $rooms) { nodes { name ${HISTORY} } } }`;
  const ask = (rooms: number) => organisation.data<{ rooms: { nodes: object[] } }>(query, { rooms, first: 1 });
  const { rooms } = await ask(50);
  expect(rooms.nodes).toEqual(
    names.map((name) => ({
      name,
      history: { totalCount: 2, nodes: [described('Room', 'First', 'Second')], pageInfo: { hasNextPage: true } },
    })),
  );
  const fifty = await organisation.gateway.statementsOf(() => ask(50));
  expect(fifty.filter((sql) => sql.includes('FROM audit_entries entry'))).toHaveLength(2);
  expect(await organisation.gateway.statementsOf(() => ask(1))).toHaveLength(fifty.length);
});

describe('a user', () => {
  it('reads no history, not even of a room that it manages', async () => {
    expect(
      await organisation.refusal('{ room(identity: "Room 00") { name history { totalCount } } }', {}, 'Ann'),
    ).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('reads the entry of its own change', async () => {
    const mutation = `mutation { setRoom(input: { identity: "Room 00", members: { add: ["Bob"] } }) {
      auditEntry { actor operation node { ... on Room { name } } changes { path added { principal { displayName } } } }
    } }`;
    expect(await organisation.data(mutation, {}, 'Ann')).toEqual({
      setRoom: {
        auditEntry: {
          actor: 'sip:ann@litwareinc.com',
          operation: 'setRoom',
          node: { name: 'Room 00' },
          changes: [{ path: 'members', added: [{ principal: { displayName: 'Bob' } }] }],
        },
      },
    });
  });
});
