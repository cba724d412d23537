import { change } from '../../support/change';
import { TestOrganisation } from '../../support/described-organisation';

const PAGE = `query Page($first: Int, $after: String, $last: Int, $before: String, $order: CategoryOrder) {
  categories(first: $first, after: $after, last: $last, before: $before, order: $order) {
    totalCount
    edges { cursor node { name } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;
interface Page {
  categories: {
    totalCount: number;
    edges: { cursor: string; node: { name: string } }[];
    pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  };
}

const POOL = 'red.litwareinc.com';
const letters = 'abcdefghij'.split('');
const categories = Object.fromEntries(letters.map((name) => [name, {}]));

let organisation: TestOrganisation;

beforeAll(async () => {
  organisation = await TestOrganisation.start({ directory: {}, pools: { [POOL]: { categories } } });
});

const add = (name: string) => change(organisation, 'newCategory', { name, pool: POOL });
const remove = (identity: string) => change(organisation, 'removeCategory', { identity });

describe('a page', () => {
  afterEach(() => organisation.reset());

  async function page(variables: object): Promise<Page['categories'] & { names: string }> {
    const { categories } = await organisation.data<Page>(PAGE, variables);
    return { ...categories, names: categories.edges.map(({ node }) => node.name).join() };
  }

  it('says where it stands, forwards and backwards', async () => {
    const first = await page({ first: 4 });
    expect(first).toMatchObject({ names: 'a,b,c,d', totalCount: 10 });
    expect(first.pageInfo).toEqual({
      hasNextPage: true,
      hasPreviousPage: false,
      startCursor: first.edges[0]!.cursor,
      endCursor: first.edges[3]!.cursor,
    });
    const next = await page({ first: 4, after: first.pageInfo.endCursor });
    expect(next).toMatchObject({ names: 'e,f,g,h', pageInfo: { hasNextPage: true, hasPreviousPage: true } });
    const rest = await page({ first: 4, after: next.pageInfo.endCursor });
    expect(rest).toMatchObject({ names: 'i,j', pageInfo: { hasNextPage: false, hasPreviousPage: true } });
    const back = await page({ last: 3, before: rest.pageInfo.startCursor });
    expect(back).toMatchObject({ names: 'f,g,h', pageInfo: { hasNextPage: true, hasPreviousPage: true } });
    expect(await page({ last: 3 })).toMatchObject({
      names: 'h,i,j',
      pageInfo: { hasNextPage: false, hasPreviousPage: true },
    });
    expect(await page({ last: 20, before: back.pageInfo.startCursor })).toMatchObject({
      names: 'a,b,c,d,e',
      pageInfo: { hasPreviousPage: false },
    });
    const between = { after: first.pageInfo.endCursor, before: rest.pageInfo.startCursor };
    expect(await page({ ...between, first: 2 })).toMatchObject({ names: 'e,f', pageInfo: { hasNextPage: true } });
    expect(await page({ ...between, last: 2 })).toMatchObject({ names: 'g,h', pageInfo: { hasPreviousPage: true } });
  });

  it('of none has no cursors, but counts', async () => {
    expect(await page({ first: 0 })).toMatchObject({
      totalCount: 10,
      edges: [],
      pageInfo: { startCursor: null, endCursor: null },
    });
    expect(await page({ last: 0 })).toMatchObject({ edges: [] });
  });

  it('goes on where the one before ended, whatever came and went since', async () => {
    const { pageInfo } = await page({ first: 4 });
    await add('aa');
    await add('dd');
    await remove('d');
    await remove('b');
    await remove('f');
    expect(await page({ first: 3, after: pageInfo.endCursor })).toMatchObject({ names: 'dd,e,g', totalCount: 9 });
    expect(await page({ last: 3, before: pageInfo.endCursor })).toMatchObject({ names: 'a,aa,c', totalCount: 9 });
  });

  it('meets each once where many have the same moment to be ordered by', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    for (let more = true; more;) {
      const order = { field: 'CREATED_AT', direction: 'DESC' };
      const { names: found, pageInfo } = await page({ first: 1, after, order });
      seen.push(found);
      after = pageInfo.endCursor;
      more = pageInfo.hasNextPage;
    }
    expect(seen).toEqual([...letters].reverse());
  });

  it.each([
    [{ first: -1 }, 'first', '"first" is -1; it can\'t be negative.'],
    [{ last: -5 }, 'last', '"last" is -5; it can\'t be negative.'],
    [{ last: 501 }, 'last', '"last" is 501; a page has at most 500 entries.'],
    [{ first: 1, last: 1 }, 'last', 'Give "first" or "last", not both.'],
    [{ after: 'x' }, 'after', '"x" is not a cursor.'],
    [{ before: '' }, 'before', '"" is not a cursor.'],
  ])('is refused for %j', async (variables, parameter, message) => {
    expect(await organisation.refusal(PAGE, variables)).toMatchObject({ code: 'BAD_USER_INPUT', parameter, message });
  });

  it.each(['{}, 1', '1', '1, 2, 3', '"a", null'])(
    'takes no cursor that was made up, of the place %s',
    async (place) => {
      const after = Buffer.from(`["category,sortKey ASC,id ASC", ${place}]`).toString('base64url');
      expect(await organisation.refusal(PAGE, { after })).toMatchObject({
        code: 'BAD_USER_INPUT',
        parameter: 'after',
        message: 'The cursor in "after" belongs to another list, or to this one in another order.',
      });
    },
  );

  it('takes no cursor of another list, or of another order', async () => {
    const { data } = await organisation.ask<{ pools: { pageInfo: { endCursor: string } } }>(
      '{ pools { pageInfo { endCursor } } }',
    );
    const { pageInfo } = await page({ first: 1, order: { field: 'NAME', direction: 'DESC' } });
    for (const [parameter, cursor] of [
      ['after', data!.pools.pageInfo.endCursor],
      ['before', pageInfo.endCursor],
    ]) {
      expect(await organisation.refusal(PAGE, { [parameter as string]: cursor })).toMatchObject({
        code: 'BAD_USER_INPUT',
        parameter,
        message: `The cursor in "${parameter}" belongs to another list, or to this one in another order.`,
      });
    }
  });
});
