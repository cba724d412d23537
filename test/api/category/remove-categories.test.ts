import { type BulkAnswer, bulkDocument, trailOf } from '../../support/bulk';
import { change } from '../../support/change';
import { TestOrganisation } from '../../support/described-organisation';
import { DESKS, manyCategories, SHELVES } from './many-categories.scene';

const REMOVE_CATEGORIES = bulkDocument('removeCategories', { entries: 'added { identity } removed { identity }' });
const ALL_SHELVES = { name: { like: 'Shelf*' } };
const SHELVES_AND_A_DESK = { or: [ALL_SHELVES, { name: { eq: DESKS[0] } }] };
const DESK = `atl.litwareinc.com\\${DESKS[0]!}`;
const USED = `The category ${DESK} still has rooms: Room of ${DESKS[0]!}; remove or move them first.`;

let organisation: TestOrganisation;

beforeAll(async () => {
  organisation = await TestOrganisation.start(manyCategories);
});
beforeEach(() => organisation.reset());

const remove = async (input: object): Promise<BulkAnswer> =>
  (await organisation.data<{ bulk: BulkAnswer }>(REMOVE_CATEGORIES, { input })).bulk;
const refused = (input: object, as?: string) => organisation.refusal(REMOVE_CATEGORIES, { input }, as);
const count = async (where: object): Promise<number> => {
  const query = 'query ($where: CategoryFilter) { categories(where: $where) { totalCount } }';
  return (await organisation.data<{ categories: { totalCount: number } }>(query, { where })).categories.totalCount;
};

it('removes those without rooms, with their lists, each with an audit entry of one operation', async () => {
  const { operationId, ...answer } = await remove({ where: { name: { eq: 'Spare' } } });
  const list = (path: string, ...removed: string[]) => ({
    path,
    before: null,
    after: null,
    added: [],
    removed: removed.map((identity) => ({ identity })),
  });
  const setting = (path: string, before: unknown) => ({ path, before, after: null, added: null, removed: null });
  const [team, staff] = ['Team', 'Staff'].map((name) => `CN=${name},DC=litwareinc,DC=com`) as [string, string];
  expect(answer).toEqual({
    succeeded: 1,
    failed: 0,
    plan: null,
    warnings: [],
    results: {
      totalCount: 1,
      nodes: [
        {
          identity: 'red.litwareinc.com\\Spare',
          changes: [
            setting('name', 'Spare'),
            setting('description', ''),
            setting('invitations', false),
            setting('fileUpload', false),
            setting('chatHistory', true),
            { ...list('allowedMembers'), removed: expect.arrayContaining([{ identity: staff }]) },
            list('deniedMembers', team),
            list('creators', 'sip:dan@litwareinc.com'),
          ],
          error: null,
        },
      ],
    },
  });
  expect(await trailOf(organisation, operationId)).toMatchObject([
    { operation: 'removeCategories', nodeType: 'Category', identity: 'red.litwareinc.com\\Spare' },
  ]);
  expect(await count({ name: { eq: 'Spare' } })).toBe(0);
  const { access_entries: entries, categories } = await organisation.stored();
  const owners = new Set(categories!.map(({ id }) => id));
  const lists = new Set(['ALLOWED', 'DENIED', 'CREATORS']);
  expect(entries!.filter(({ list: kind, owner_id: id }) => lists.has(String(kind)) && !owners.has(id))).toEqual([]);
});

describe('where one of many still has rooms', () => {
  it('removes none, and names it', async () => {
    expect(await refused({ where: SHELVES_AND_A_DESK })).toEqual({
      code: 'IN_USE',
      cmdlet: 'Remove-CsPersistentChatCategory',
      message: `Nothing was changed, because 1 of 301 can not be: ${DESK}: ${USED} With "onError: CONTINUE" the others are changed.`,
      usedBy: [{ type: 'Room', count: 1, identities: [`${DESK.split('\\')[0]!}\\Room of ${DESKS[0]!}`] }],
      failed: 1,
      failures: [{ identity: DESK, code: 'IN_USE', message: USED, parameter: null }],
    });
  });

  it('removes the others with CONTINUE, and tells of that one first', async () => {
    const { operationId, ...answer } = await remove({ where: SHELVES_AND_A_DESK, onError: 'CONTINUE' });
    expect(answer).toMatchObject({ succeeded: 300, failed: 1, results: { totalCount: 301 } });
    expect(answer.results.nodes.slice(0, 2)).toMatchObject([
      { identity: DESK, changes: [], error: { code: 'IN_USE', message: USED, parameter: null } },
      { identity: `atl.litwareinc.com\\${SHELVES[0]!}`, error: null },
    ]);
    expect(await trailOf(organisation, operationId)).toHaveLength(300);
    expect([await count(ALL_SHELVES), await count({ name: { like: 'Desk*' } })]).toEqual([0, 300]);
  });

  it('is stale once another of them gets a room', async () => {
    const input = { where: SHELVES_AND_A_DESK, onError: 'CONTINUE' };
    const { plan } = await remove({ ...input, whatIf: true });
    await change(organisation, 'newRoom', { name: 'New', category: `atl.litwareinc.com\\${SHELVES[7]!}` });
    expect(await refused({ ...input, confirm: plan })).toMatchObject({ code: 'PLAN_STALE' });
    const { plan: again } = await remove({ ...input, whatIf: true });
    expect(await remove({ ...input, confirm: again })).toMatchObject({ succeeded: 299, failed: 2 });
  });
});

it('names the first ten rooms of each', async () => {
  const rooms = Array.from({ length: 12 }, (_, i) => `Extra ${String(i + 1).padStart(2, '0')}`);
  for (const name of rooms) await change(organisation, 'newRoom', { name, category: 'Spare' });
  const named = rooms.slice(0, 10).join(', ');
  expect(await remove({ where: { name: { eq: 'Spare' } }, whatIf: true })).toMatchObject({
    failed: 1,
    results: {
      nodes: [
        {
          error: {
            message: `The category red.litwareinc.com\\Spare still has rooms: ${named} and 2 more; remove or move them first.`,
          },
        },
      ],
    },
  });
});

it('leaves no room without its category, where rooms are made at the same time', async () => {
  const [removed, ...made] = await Promise.all([
    remove({ where: ALL_SHELVES, onError: 'CONTINUE' }),
    ...SHELVES.slice(0, 4).map((name) =>
      change(organisation, 'newRoom', { name: `In ${name}`, category: `atl.litwareinc.com\\${name}` }).then(
        () => true,
        () => false,
      ),
    ),
  ]);
  expect(removed.failed).toBe(made.filter((was) => was).length);
  expect(await count(ALL_SHELVES)).toBe(removed.failed);
});

it('takes as many statements for three hundred as for one', async () => {
  const { gateway } = organisation;
  const one = await gateway.statementsOf(() => remove({ where: { name: { eq: SHELVES[0] } } }));
  const many = await gateway.statementsOf(() => remove({ where: ALL_SHELVES }));
  expect(many).toHaveLength(one.length);
  expect(await count(ALL_SHELVES)).toBe(0);
});

it('succeeds with none where the filter takes none', async () => {
  expect(await remove({ where: { name: { eq: 'Nothing' } } })).toMatchObject({
    succeeded: 0,
    failed: 0,
    operationId: null,
    warnings: [
      { code: 'NOTHING_CHANGED', message: 'Nothing that can be changed meets the conditions; nothing is written.' },
    ],
  });
});

it('gives a retry by its key the first answer', async () => {
  const input = { where: SHELVES_AND_A_DESK, onError: 'CONTINUE', idempotencyKey: 'key' };
  expect(await remove(input)).toEqual(await remove(input));
});

describe('a refusal, which writes nothing,', () => {
  it('comes where nobody says which', async () => {
    expect(await refused({})).toMatchObject({ code: 'BAD_USER_INPUT', parameter: 'input.where' });
  });

  it('comes for the plan of another operation', async () => {
    const removal = 'mutation ($input: RemoveCategoryInput!) { removeCategory(input: $input) { plan } }';
    const { removeCategory } = await organisation.data<{ removeCategory: { plan: string } }>(removal, {
      input: { identity: 'Spare', whatIf: true },
    });
    const input = { where: { name: { eq: 'Spare' } }, confirm: removeCategory.plan };
    expect(await refused(input)).toMatchObject({ code: 'PLAN_STALE', parameter: 'input.confirm' });
  });

  it('comes to everybody but administrators', async () => {
    for (const as of ['viewer', 'Ann']) {
      expect(await refused({ where: ALL_SHELVES }, as)).toMatchObject({ code: 'FORBIDDEN' });
    }
  });
});
