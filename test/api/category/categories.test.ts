import { change } from '../../support/change';
import { TestOrganisation } from '../../support/described-organisation';
import { scene } from './scene';

const CATEGORIES = `query Categories($where: CategoryFilter, $order: CategoryOrder) {
  categories(where: $where, order: $order) { totalCount nodes { name } }
}`;
const LISTS = `query Lists($first: Int) {
  categories(first: $first) {
    totalCount
    nodes {
      identity
      pool { fqdn site { name } }
      allowedMembers(first: 5) { totalCount nodes { displayName groups(first: 5, all: true) { nodes { displayName } } container { displayName } } }
      deniedMembers(first: 5) { totalCount nodes { displayName members { totalCount } } }
      creators(first: 5) { totalCount nodes { displayName } }
      eligiblePrincipals(first: 20) { totalCount nodes { displayName } }
      rooms(first: 20) { totalCount nodes { name } }
      history(first: 5) { totalCount nodes { operation } }
    }
  }
}`;

let organisation: TestOrganisation;

beforeAll(async () => {
  organisation = await TestOrganisation.start(scene);
});

async function names(variables: object, as?: string): Promise<string[]> {
  const { categories } = await organisation.data<{ categories: { totalCount: number; nodes: { name: string }[] } }>(
    CATEGORIES,
    variables,
    as,
  );
  expect(categories.totalCount).toBe(categories.nodes.length);
  return categories.nodes.map(({ name }) => name);
}

describe('a caller', () => {
  it('finds all of them as an administrator or a viewer', async () => {
    const all = ['General', 'general', 'Science', 'Spare'];
    expect(await names({})).toEqual(all);
    expect(await names({}, 'viewer')).toEqual(all);
  });

  it.each([
    ['Ann', ['General', 'Science']],
    ['Eve', ['Science']],
    ['Fay', []],
    ['Cid', ['General', 'Spare']],
    ['Mute', ['General', 'Spare']],
  ])('finds as the user %s those whose wall is around it', async (user, found) => {
    expect(await names({}, user)).toEqual(found);
    expect(await names({ where: { not: { name: { like: 's*' } } } }, user)).toEqual(
      found.filter((name) => name === 'General'),
    );
  });
});

describe('a filter', () => {
  beforeAll(async () => {
    const silent = { fileUpload: true, chatHistory: false, description: null };
    await change(organisation, 'setCategory', { identity: 'Spare', ...silent });
  });
  afterAll(() => organisation.reset());

  it.each([
    [{ name: { eq: 'GENERAL' } }, ['General', 'general']],
    [{ description: { like: 'whatever*' } }, ['General']],
    [{ description: { eq: '' } }, ['general', 'Science', 'Spare']],
    [{ description: { in: ['', 'x'] }, pool: { fqdn: { ne: 'atl.litwareinc.com' } } }, ['Science', 'Spare']],
    [{ invitations: { eq: true } }, ['Science']],
    [{ invitations: { ne: true } }, ['General', 'general', 'Spare']],
    [{ fileUpload: { eq: true } }, ['Spare']],
    [{ fileUpload: { in: [true, false] } }, ['General', 'general', 'Science', 'Spare']],
    [{ chatHistory: { in: [false] } }, ['Spare']],
    [{ chatHistory: { in: [] } }, []],
    [{ createdAt: { lt: '2026-01-01T00:00:00Z' } }, []],
    [{ createdAt: { eq: '2026-01-01T00:00:00Z' } }, ['General', 'general', 'Science', 'Spare']],
    [{ updatedAt: { gt: '2026-01-01T00:00:00Z' } }, ['Spare']],
    [{ allowedMembers: { has: 'Ann' } }, ['Science']],
    [{ allowedMembers: { reaches: 'sip:ann@litwareinc.com' } }, ['General', 'Science', 'Spare']],
    [{ allowedMembers: { reaches: 'Eve' } }, ['Science']],
    [{ allowedMembers: { has: 'Staff', reaches: 'Dan' } }, ['Spare']],
    [{ allowedMembers: { isEmpty: true } }, ['general']],
    [{ allowedMembers: { isEmpty: false } }, ['General', 'Science', 'Spare']],
    [{ deniedMembers: { has: 'Team' } }, ['Spare']],
    [{ deniedMembers: { reaches: 'Bob' } }, ['Spare']],
    [{ not: { deniedMembers: { reaches: 'Bob' } } }, ['General', 'general', 'Science']],
    [{ creators: { has: 'Ann' } }, []],
    [{ creators: { reaches: 'Ann' } }, ['General']],
    [{ creators: {} }, ['General', 'general', 'Science', 'Spare']],
  ])('%j', async (where, found) => {
    expect(await names({ where })).toEqual(found);
  });

  it.each([
    [{ allowedMembers: { has: 'Nobody' } }, 'NOT_FOUND', 'where.allowedMembers.has'],
    [{ or: [{ creators: { reaches: 'A*' } }] }, 'BAD_USER_INPUT', 'where.or[0].creators.reaches'],
    [{ deniedMembers: { has: 'Twin' } }, 'AMBIGUOUS_IDENTITY', 'where.deniedMembers.has'],
    [{ creators: { isEmpty: null } }, 'BAD_USER_INPUT', 'where.creators.isEmpty'],
    [{ creators: null }, 'BAD_USER_INPUT', 'where.creators'],
  ])('is refused where it says %j', async (where, code, parameter) => {
    expect(await organisation.refusal(CATEGORIES, { where })).toMatchObject({ code, parameter });
  });
});

it.each([
  ['NAME', 'DESC', ['Spare', 'Science', 'general', 'General']],
  ['UPDATED_AT', 'ASC', ['General', 'Science', 'Spare', 'general']],
  ['CREATED_AT', 'DESC', ['general', 'Spare', 'Science', 'General']],
])('orders by %s %s, and equals by their ids', async (field, direction, ordered) => {
  expect(await names({ order: { field, direction } })).toEqual(ordered);
});

it('takes the same statements for 1 category and for 50, with all of their lists', async () => {
  await organisation.reset();
  for (let i = 0; i < 50; i++) {
    const { id } = await change(organisation, 'newCategory', { name: `Category ${i}`, pool: 'red.litwareinc.com' });
    const lists = { allowedMembers: { add: ['Staff', 'Lab', i % 2 ? 'Dan' : 'Ann'] }, deniedMembers: { add: ['Eve'] } };
    await change(organisation, 'setCategory', { id, ...lists, creators: { add: [i % 3 ? 'Team' : 'Cid'] } });
  }
  const one = await organisation.gateway.statementsOf(() => organisation.data(LISTS, { first: 1 }));
  const fifty = await organisation.gateway.statementsOf(() => organisation.data(LISTS, { first: 50 }));
  expect(fifty).toHaveLength(one.length);
  expect(fifty.length).toBeLessThanOrEqual(12);
});
