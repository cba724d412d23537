import { TestOrganisation } from '../../support/described-organisation';
import { NEW_ROOM, REMOVE_ROOM } from './documents';
import { ALL_ROOMS, roomsScene } from './rooms-scene';

let organisation: TestOrganisation;
beforeAll(async () => {
  organisation = await TestOrganisation.start(roomsScene);
});
beforeEach(async () => {
  await organisation.reset();
  await organisation.gateway.store.write(async (tx) => {
    await tx.query("UPDATE rooms SET created_at = '2026-02-01 12:00:00.501' WHERE name = 'Bench'");
    await tx.query("UPDATE rooms SET created_at = '2026-02-01 12:00:00.500' WHERE name = 'eclair'");
    await tx.query("UPDATE rooms SET updated_at = '2026-03-01 12:00:00.000' WHERE name IN ('Bench', 'Apple')");
  });
});

const PAGE = `query Page($first: Int, $after: String, $last: Int, $before: String, $order: RoomOrder) {
  rooms(first: $first, after: $after, last: $last, before: $before, order: $order) {
    edges { cursor node { name } } nodes { name } totalCount
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;

interface Page {
  edges: { cursor: string; node: { name: string } }[];
  nodes: { name: string }[];
  totalCount: number;
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
}

async function page(args: object): Promise<Page> {
  return (await organisation.data<{ rooms: Page }>(PAGE, args)).rooms;
}

const refusal = (args: object) => organisation.refusal(PAGE, args);
const namesOf = ({ nodes }: Page) => nodes.map(({ name }) => name);

describe.each([
  ['NAME', ALL_ROOMS],
  ['CONTENT_BYTES', ['What?', '100%_!', 'apple pie', 'Apple', 'Bench', 'eclair', 'Éclair']],
  ['CREATED_AT', ['Apple', 'Éclair', 'What?', '100%_!', 'apple pie', 'eclair', 'Bench']],
  ['UPDATED_AT', ['Éclair', 'eclair', 'What?', '100%_!', 'apple pie', 'Apple', 'Bench']],
])('the rooms by %s', (field, ascending) => {
  describe.each([
    ['ASC', ascending],
    ['DESC', ascending.toReversed()],
  ])('%s', (direction, expected) => {
    const order = { field, direction };

    it('are all on one page', async () => {
      expect(namesOf(await page({ order }))).toEqual(expected);
    });

    it('are read forward, two by two', async () => {
      const found: string[] = [];
      let info: Page['pageInfo'] = { hasNextPage: true, hasPreviousPage: false, startCursor: null, endCursor: null };
      for (let after: string | null = null; info.hasNextPage; after = info.endCursor) {
        const next: Page = await page({ order, first: 2, after });
        expect(next.edges.map(({ node }) => node)).toEqual(next.nodes);
        expect(next.pageInfo.hasPreviousPage).toBe(after !== null);
        found.push(...namesOf(next));
        info = next.pageInfo;
      }
      expect(found).toEqual(expected);
    });

    it('are read backward, two by two', async () => {
      const found: string[] = [];
      let info: Page['pageInfo'] = { hasNextPage: false, hasPreviousPage: true, startCursor: null, endCursor: null };
      for (let before: string | null = null; info.hasPreviousPage; before = info.startCursor) {
        const next: Page = await page({ order, last: 2, before });
        expect(next.pageInfo.hasNextPage).toBe(before !== null);
        found.unshift(...namesOf(next));
        info = next.pageInfo;
      }
      expect(found).toEqual(expected);
    });

    it('are read between two cursors', async () => {
      const { edges } = await page({ order });
      const between = { order, after: edges[1]!.cursor, before: edges[5]!.cursor };
      expect(namesOf(await page(between))).toEqual(expected.slice(2, 5));
      expect(namesOf(await page({ ...between, first: 2 }))).toEqual(expected.slice(2, 4));
      expect(namesOf(await page({ ...between, last: 2 }))).toEqual(expected.slice(3, 5));
    });
  });
});

it('goes on where it was, whatever rooms came and went', async () => {
  const { pageInfo, totalCount } = await page({ first: 3 });
  expect(totalCount).toBe(7);
  await organisation.data(REMOVE_ROOM, { input: { identity: 'apple pie' } });
  for (const name of ['Aardvark', 'Banana'])
    await organisation.data(NEW_ROOM, { input: { name, category: 'General' } });
  const next = await page({ first: 3, after: pageInfo.endCursor });
  expect(namesOf(next)).toEqual(['Banana', 'Bench', 'eclair']);
  expect(next.totalCount).toBe(8);
  expect(namesOf(await page({ last: 3, before: pageInfo.endCursor }))).toEqual(['100%_!', 'Aardvark', 'Apple']);
});

it('goes on in the order of the last change after a room that has changed since', async () => {
  const order = { field: 'UPDATED_AT', direction: 'ASC' };
  const { pageInfo } = await page({ order, first: 2 });
  await organisation.data('mutation { setRoom(input: { identity: "eclair", description: "Cake" }) { plan } }');
  expect(namesOf(await page({ order, after: pageInfo.endCursor }))).toEqual([
    'What?',
    '100%_!',
    'apple pie',
    'Apple',
    'Bench',
    'eclair',
  ]);
});

it('gives 50 rooms where no size is said, none where none is wanted, and counts all', async () => {
  await Promise.all(
    Array.from({ length: 50 }, (_, i) =>
      organisation.data(NEW_ROOM, { input: { name: `Room ${i}`, category: 'General' } }),
    ),
  );
  expect(await page({})).toMatchObject({ totalCount: 57, nodes: { length: 50 }, pageInfo: { hasNextPage: true } });
  expect((await page({ first: 500 })).nodes).toHaveLength(57);
  const empty = { startCursor: null, endCursor: null, hasPreviousPage: false };
  expect(await page({ first: 0 })).toEqual({
    totalCount: 57,
    edges: [],
    nodes: [],
    pageInfo: { ...empty, hasNextPage: true },
  });
  expect((await page({ last: 0 })).pageInfo).toEqual({ ...empty, hasNextPage: false, hasPreviousPage: true });
});

describe('a page is refused', () => {
  it.each([
    [{ first: -1 }, '"first" is -1; it can\'t be negative.', 'first'],
    [{ last: -7 }, '"last" is -7; it can\'t be negative.', 'last'],
    [{ first: 501 }, '"first" is 501; a page has at most 500 entries.', 'first'],
    [{ last: 501 }, '"last" is 501; a page has at most 500 entries.', 'last'],
    [{ first: 1, last: 1 }, 'Give "first" or "last", not both.', 'last'],
    [{ after: 'Apple' }, '"Apple" is not a cursor.', 'after'],
    [{ before: '' }, '"" is not a cursor.', 'before'],
  ])('for %j', async (args, message, parameter) => {
    expect(await refusal(args)).toMatchObject({
      message,
      code: 'BAD_USER_INPUT',
      parameter,
      cmdlet: 'Get-CsPersistentChatRoom',
    });
  });

  const belongsElsewhere = (parameter: string) => ({
    message: `The cursor in "${parameter}" belongs to another list, or to this one in another order.`,
    code: 'BAD_USER_INPUT',
    parameter,
  });

  it('for a cursor of another list', async () => {
    const { categories } = await organisation.data<{ categories: Page }>('{ categories { pageInfo { endCursor } } }');
    expect(await refusal({ after: categories.pageInfo.endCursor })).toMatchObject(belongsElsewhere('after'));
  });

  it('for a cursor of another order', async () => {
    const { pageInfo } = await page({ first: 1 });
    for (const order of [{ field: 'CREATED_AT' }, { field: 'NAME', direction: 'DESC' }]) {
      expect(await refusal({ order, before: pageInfo.endCursor })).toMatchObject(belongsElsewhere('before'));
    }
  });

  it.each([
    ['NAME', '["room,sortKey ASC,id ASC","a"]'],
    ['NAME', '["room,sortKey ASC,id ASC",{"a":1},1]'],
    ['NAME', '["room,sortKey ASC,id ASC","a",null]'],
    ['NAME', '["room,sortKey ASC,id ASC",7,1]'],
    ['CREATED_AT', '["room,createdAt ASC,id ASC","yesterday",1]'],
    ['CREATED_AT', '["room,createdAt ASC,id ASC",null,1]'],
    ['CONTENT_BYTES', '["room,contentBytes ASC,id ASC","much","1"]'],
    ['NAME', '{"a":1}'],
    ['NAME', 'null'],
  ])('for a cursor by %s that was made up: %s', async (field, forged) => {
    const after = Buffer.from(forged).toString('base64url');
    expect(await refusal({ order: { field }, after })).toMatchObject({ code: 'BAD_USER_INPUT', parameter: 'after' });
  });
});
