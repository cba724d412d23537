import { change } from '../../support/change';
import { TestOrganisation } from '../../support/described-organisation';

interface Page {
  addins: { nodes: { name: string }[]; totalCount: number };
}

const ADDINS = `query Addins($where: AddinFilter, $order: AddinOrder, $first: Int) {
  addins(where: $where, order: $order, first: $first) { totalCount nodes { name } }
}`;

const POOL = 'red.litwareinc.com';
const OTHER_POOL = 'atl.litwareinc.com';

let organisation: TestOrganisation;
let now = new Date('2026-11-22T08:00:00.000Z');

async function add(name: string, url: string, pool = POOL): Promise<void> {
  await change(organisation, 'newAddin', { name, url, pool });
  now = new Date(now.getTime() + 60_000);
}

beforeAll(async () => {
  const pools = { [POOL]: {}, [OTHER_POOL]: {} };
  organisation = await TestOrganisation.start({ directory: { Ann: {} }, pools }, { now: () => now });
  await add('Tickets', 'https://servicedesk.litwareinc.com/Tickets?view=100%25');
  await add('écran', 'http://screen.litwareinc.com/');
  await add('Expenses', 'https://finance.litwareinc.com/a_b');
  await add('Ecran', 'https://SCREEN.litwareinc.com/ÉCRAN', OTHER_POOL);
  await change(organisation, 'setAddin', { identity: 'Expenses', url: 'https://finance.litwareinc.com/a_c' });
});

async function names(variables: object, as?: string): Promise<string[]> {
  const { addins } = await organisation.data<Page>(ADDINS, variables, as);
  expect(addins.totalCount).toBe(addins.nodes.length);
  return addins.nodes.map(({ name }) => name);
}

it('lists them by name for every signed-in caller', async () => {
  const all = ['Ecran', 'écran', 'Expenses', 'Tickets'];
  expect(await names({})).toEqual(all);
  expect(await names({}, 'viewer')).toEqual(all);
  expect(await names({}, 'Ann')).toEqual(all);
  expect(await organisation.gateway.graphql(ADDINS, {}, { as: null })).toMatchObject({
    errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
  });
});

it.each([
  [{ name: { eq: 'ÉCRAN' } }, ['écran']],
  [{ name: { ne: 'ecran' } }, ['écran', 'Expenses', 'Tickets']],
  [{ name: { in: ['tickets', 'ecran', 'nothing'] } }, ['Ecran', 'Tickets']],
  [{ name: { in: [] } }, []],
  [{ name: { like: 'e*' } }, ['Ecran', 'Expenses']],
  [{ name: { like: '?cran' } }, ['Ecran', 'écran']],
  [{ name: {} }, ['Ecran', 'écran', 'Expenses', 'Tickets']],
  [{ url: { like: '*/tickets?view*' } }, ['Tickets']],
  [{ url: { like: '*100%25' } }, ['Tickets']],
  [{ url: { like: '*a_c' } }, ['Expenses']],
  [{ url: { like: '*a!c' } }, []],
  [{ url: { eq: 'https://screen.litwareinc.com/écran' } }, ['Ecran']],
  [{ pool: { fqdn: { eq: OTHER_POOL } } }, ['Ecran']],
  [
    { pool: { site: { name: { like: 'red*' } }, fqdn: { like: 'red*' }, state: { eq: 'NORMAL' } } },
    ['écran', 'Expenses', 'Tickets'],
  ],
  [{ pool: { site: { name: { ne: 'redmond' } } } }, []],
  [{ pool: { state: { ne: 'NORMAL' } } }, []],
  [{ createdAt: { gt: '2026-11-22T08:01:00Z' } }, ['Ecran', 'Expenses']],
  [{ createdAt: { gte: '2026-11-22T08:01:00Z', lt: '2026-11-22T08:03:00Z' } }, ['écran', 'Expenses']],
  [{ createdAt: { lte: '2026-11-22T09:00:00+01:00' } }, ['Tickets']],
  [{ createdAt: { ne: '2026-11-22T08:00:00Z' } }, ['Ecran', 'écran', 'Expenses']],
  [{ updatedAt: { eq: '2026-11-22T08:04:00.000Z' } }, ['Expenses']],
  [{ not: { name: { like: 'e*' } } }, ['écran', 'Tickets']],
  [{ or: [{ name: { eq: 'Tickets' } }, { url: { like: 'http:*' } }] }, ['écran', 'Tickets']],
  [{ and: [{ name: { like: 'e*' } }, { pool: { fqdn: { eq: POOL } } }] }, ['Expenses']],
  [{ or: [] }, []],
  [{ and: [] }, ['Ecran', 'écran', 'Expenses', 'Tickets']],
])('finds those of %j', async (where, found) => {
  expect(await names({ where })).toEqual(found);
});

it.each([
  ['NAME', 'DESC', ['Tickets', 'Expenses', 'écran', 'Ecran']],
  ['CREATED_AT', 'ASC', ['Tickets', 'écran', 'Expenses', 'Ecran']],
  ['UPDATED_AT', 'DESC', ['Expenses', 'Ecran', 'écran', 'Tickets']],
])('orders by %s %s', async (field, direction, ordered) => {
  expect(await names({ order: { field, direction } })).toEqual(ordered);
});

it('counts all of them where a page of none is asked for', async () => {
  expect(await organisation.ask(ADDINS, { first: 0 })).toEqual({ data: { addins: { totalCount: 4, nodes: [] } } });
});

it.each([
  [
    { where: { name: null } },
    'where.name',
    '"where.name" is null; leave it out, or ask for null by isNull, where the field has it.',
  ],
  [
    { where: { name: { eq: null } } },
    'where.name.eq',
    '"where.name.eq" is null; leave it out, or ask for null by isNull, where the field has it.',
  ],
  [
    { where: { or: [{ name: { eq: 'a' } }, { not: null }] } },
    'where.or[1].not',
    '"where.or[1].not" is null; leave it out, or ask for null by isNull, where the field has it.',
  ],
  [{ first: -1 }, 'first', '"first" is -1; it can\'t be negative.'],
  [{ first: 501 }, 'first', '"first" is 501; a page has at most 500 entries.'],
])('refuses %j', async (variables, parameter, message) => {
  expect(await organisation.refusal(ADDINS, variables)).toMatchObject({ message, code: 'BAD_USER_INPUT', parameter });
});

it('takes a filter nested 10 deep, and none that is nested deeper', async () => {
  const nested = (depth: number): object => (depth ? { not: nested(depth - 1) } : { name: { eq: 'Tickets' } });
  expect(await names({ where: nested(10) })).toEqual(['Tickets']);
  for (const depth of [11, 50]) {
    expect(await organisation.ask(ADDINS, { where: nested(depth) })).toMatchObject({
      data: null,
      errors: [{ message: 'The filter is nested more than 10 deep.', extensions: { code: 'LIMIT_EXCEEDED' } }],
    });
  }
});

it('takes one statement for the page and one for the count', async () => {
  const statements = await organisation.gateway.statementsOf(() =>
    names({ where: { pool: { site: { name: { like: '*' } } } } }),
  );
  expect(statements.filter((sql) => sql.includes('addins'))).toHaveLength(2);
  expect(statements).toHaveLength(3);
});
