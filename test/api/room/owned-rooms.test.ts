import {
  type DescribedCategory,
  type DescribedOrganisation,
  TestOrganisation,
} from '../../support/described-organisation';
import { roomsScene } from './rooms-scene';

const CATEGORIES = 80;

/** The rooms' scene, and a pool with many categories of two rooms each. */
const organisationWithMany: DescribedOrganisation = {
  directory: roomsScene.directory,
  pools: {
    ...roomsScene.pools,
    'dub.litwareinc.com': {
      categories: Object.fromEntries(
        Array.from({ length: CATEGORIES }, (_, i): [string, DescribedCategory] => [
          `Many ${String(i).padStart(2, '0')}`,
          {
            allowed: ['Staff'],
            rooms: { [`Left ${i}`]: { privacy: 'OPEN' }, [`Right ${i}`]: { privacy: 'SECRET', members: ['Mia'] } },
          },
        ]),
      ),
    },
  },
};

let organisation: TestOrganisation;
beforeAll(async () => {
  organisation = await TestOrganisation.start(organisationWithMany);
});

interface Rooms {
  rooms: { totalCount: number; nodes: { name: string }[]; pageInfo: { endCursor: string; hasNextPage: boolean } };
}

const ROOMS = '{ totalCount nodes { name } pageInfo { endCursor hasNextPage } }';
const namesOf = ({ rooms }: Rooms) => rooms.nodes.map(({ name }) => name);

async function roomsOf(owner: string, args = '', as?: string): Promise<Rooms> {
  const { owner: found } = await organisation.data<{ owner: Rooms }>(
    `{ owner: ${owner} { rooms${args} ${ROOMS} } }`,
    {},
    as,
  );
  return found;
}

it.each([
  ['category(identity: "red.litwareinc.com\\\\General")', ['100%_!', 'Apple', 'eclair', 'Éclair', 'What?']],
  ['pool(identity: "red.litwareinc.com")', ['100%_!', 'Apple', 'Bench', 'eclair', 'Éclair', 'What?']],
  ['pool(identity: "atl.litwareinc.com")', ['apple pie']],
  ['addin(identity: "Wiki")', ['Apple']],
])('are listed by name: of %s', async (owner, expected) => {
  const found = await roomsOf(owner);
  expect(namesOf(found)).toEqual(expected);
  expect(found.rooms.totalCount).toBe(expected.length);
});

it('take every argument of the list of all rooms', async () => {
  const general = 'category(identity: "red.litwareinc.com\\\\General")';
  expect(namesOf(await roomsOf(general, '(filter: "clair", where: { disabled: { eq: false } })'))).toEqual(['Éclair']);
  expect(namesOf(await roomsOf(general, '(filter: "fruit", searchDescription: true)'))).toEqual(['Apple']);
  expect(namesOf(await roomsOf(general, '(chatContentExceedsMB: 1)'))).toEqual(['eclair', 'Éclair']);
  const order = 'order: { field: CONTENT_BYTES, direction: DESC }';
  const first = await roomsOf(general, `(${order}, first: 2)`);
  expect(namesOf(first)).toEqual(['Éclair', 'eclair']);
  expect(first.rooms.pageInfo.hasNextPage).toBe(true);
  expect(namesOf(await roomsOf(general, `(${order}, first: 2, after: "${first.rooms.pageInfo.endCursor}")`))).toEqual([
    'Apple',
    '100%_!',
  ]);
});

it('are those that the caller may find', async () => {
  expect(await roomsOf('pool(identity: "red.litwareinc.com")', '', 'Cid')).toMatchObject({
    rooms: { totalCount: 4, nodes: ['100%_!', 'Apple', 'Éclair', 'What?'].map((name) => ({ name })) },
  });
  expect(namesOf(await roomsOf('addin(identity: "Wiki")', '', 'Eve'))).toEqual([]);
});

describe('of many owners', () => {
  const MANY = `query ($first: Int, $where: RoomFilter) { pool(identity: "dub.litwareinc.com") {
    categories(first: $first) { nodes { name rooms(first: 5, where: $where) { totalCount nodes { name category { name } } } } } } }`;

  interface Many {
    pool: {
      categories: {
        nodes: { name: string; rooms: { totalCount: number; nodes: { name: string; category: { name: string } }[] } }[];
      };
    };
  }

  const many = async (variables: object, as?: string) =>
    (await organisation.data<Many>(MANY, variables, as)).pool.categories.nodes;

  it('are each given to their own', async () => {
    const categories = await many({ first: CATEGORIES });
    expect(categories).toHaveLength(CATEGORIES);
    categories.forEach(({ name, rooms }, i) => {
      expect(rooms.totalCount).toBe(2);
      expect(rooms.nodes).toEqual([`Left ${i}`, `Right ${i}`].map((room) => ({ name: room, category: { name } })));
    });
  });

  it('are those that a user may find', async () => {
    for (const [name, expected] of [
      ['Cid', 1],
      ['Mia', 2],
    ] as const) {
      const categories = await many({ first: CATEGORIES }, name);
      expect(categories.map(({ rooms }) => rooms.totalCount)).toEqual(categories.map(() => expected));
      expect(categories.map(({ rooms }) => rooms.nodes.length)).toEqual(categories.map(() => expected));
    }
  });

  it('take the same statements for 1 owner and for 80', async () => {
    const { gateway } = organisation;
    const one = await gateway.statementsOf(() => many({ first: 1 }));
    const all = await gateway.statementsOf(() => many({ first: CATEGORIES }));
    expect(all.length).toBe(one.length);
  });

  it('are found by a filter of 500 values for each', async () => {
    const where = { name: { in: [...Array.from({ length: 498 }, (_, i) => `Room ${i}`), 'Left 3', 'Right 70'] } };
    const categories = await many({ first: CATEGORIES, where });
    const found = categories.map(({ rooms }) => rooms.totalCount);
    expect(found).toEqual(categories.map((_category, i) => (i === 3 || i === 70 ? 1 : 0)));
  });
});
