import { type BulkAnswer, bulkDocument, trailOf } from '../../support/bulk';
import { change } from '../../support/change';
import { TestOrganisation } from '../../support/described-organisation';
import { DESKS, manyCategories } from './many-categories.scene';

const ENTRIES = 'added { identity } removed { identity }';
const SET_CATEGORIES = bulkDocument('setCategories');
const WITH_ACCESS = bulkDocument('setCategories', {
  entries: ENTRIES,
  besides: `impact { gained { totalCount pairCount } lost { totalCount pairCount } } invitedCount`,
});

interface AccessAnswer extends BulkAnswer {
  impact: Record<'gained' | 'lost', { totalCount: number; pairCount: number }> | null;
  invitedCount: number;
}

const IN_RED = { name: { in: ['General', 'Science', 'Spare'] }, pool: { fqdn: { like: 'red*' } } };
const ALL_DESKS = { name: { like: 'Desk*' } };
const identity = (name: string) => `red.litwareinc.com\\${name}`;
const desk = (name: string) => `atl.litwareinc.com\\${name}`;
const FAY = [{ identity: 'sip:fay@litwareinc.com' }];

let organisation: TestOrganisation;

beforeAll(async () => {
  organisation = await TestOrganisation.start(manyCategories);
});
beforeEach(() => organisation.reset());

const set = async (input: object): Promise<BulkAnswer> =>
  (await organisation.data<{ bulk: BulkAnswer }>(SET_CATEGORIES, { input })).bulk;
const setAccess = async (input: object): Promise<AccessAnswer> =>
  (await organisation.data<{ bulk: AccessAnswer }>(WITH_ACCESS, { input })).bulk;
const refused = (input: object, as?: string) => organisation.refusal(SET_CATEGORIES, { input }, as);
const identities = ({ results }: BulkAnswer) => results.nodes.map((result) => result.identity);

describe('a filter', () => {
  it.each([
    [{ invitations: { eq: true } }, ['Science']],
    [{ creators: { has: 'Team' } }, ['General']],
    [{ creators: { has: 'Ann' } }, []],
    [{ creators: { reaches: 'Ann' } }, ['General']],
    [
      { or: [{ creators: { has: 'sip:dan@litwareinc.com' } }, { deniedMembers: { has: 'Fay' } }] },
      ['Science', 'Spare'],
    ],
    [{ chatHistory: { eq: true }, pool: { fqdn: { like: 'red*' } } }, ['General', 'Science', 'Spare']],
  ])('takes as %j says', async (where, names) => {
    const answer = await set({ where, fileUpload: true });
    expect([answer.succeeded, identities(answer)]).toEqual([names.length, names.map(identity)]);
  });
});

it('changes settings and lists of all, each with its own audit entry', async () => {
  const { operationId, results, ...answer } = await setAccess({
    where: IN_RED,
    description: 'For all',
    deniedMembers: { add: ['Fay'] },
  });
  expect(answer).toEqual({
    succeeded: 3,
    failed: 0,
    plan: null,
    warnings: [],
    impact: { gained: { totalCount: 0, pairCount: 0 }, lost: { totalCount: 0, pairCount: 0 } },
    invitedCount: 0,
  });
  const described = (before: string) => ({
    path: 'description',
    before,
    after: 'For all',
    added: null,
    removed: null,
  });
  const denied = { path: 'deniedMembers', before: null, after: null, added: FAY, removed: [] };
  expect(results.nodes).toEqual([
    {
      identity: identity('General'),
      changes: [described('Whatever has no other place'), denied],
      error: null,
    },
    { identity: identity('Science'), changes: [described('')], error: null },
    { identity: identity('Spare'), changes: [described(''), denied], error: null },
  ]);
  expect(await trailOf(organisation, operationId)).toEqual(
    results.nodes.map((result) => ({
      operation: 'setCategories',
      nodeType: 'Category',
      identity: result.identity,
      changes: result.changes.map(({ path, before, after }) => ({ path, before, after })),
    })),
  );
  const query = `query ($where: CategoryFilter) {
    categories(where: $where) { nodes { name version description deniedMembers { nodes { displayName } } } }
  }`;
  expect(await organisation.data(query, { where: IN_RED })).toEqual({
    categories: {
      nodes: [
        { name: 'General', version: 2, description: 'For all', deniedMembers: { nodes: [{ displayName: 'Fay' }] } },
        { name: 'Science', version: 2, description: 'For all', deniedMembers: { nodes: [{ displayName: 'Fay' }] } },
        {
          name: 'Spare',
          version: 2,
          description: 'For all',
          deniedMembers: { nodes: [{ displayName: 'Fay' }, { displayName: 'Team' }] },
        },
      ],
    },
  });
});

it('lets those that are so already as they are, and counts them as succeeded', async () => {
  const { operationId, ...answer } = await set({ where: IN_RED, invitations: true });
  expect(answer).toMatchObject({
    succeeded: 3,
    results: { nodes: [{}, { identity: identity('Science'), changes: [], error: null }, {}] },
  });
  const trail = await trailOf(organisation, operationId);
  expect(trail.map((entry) => entry.identity)).toEqual([identity('General'), identity('Spare')]);
  const query = 'query ($identity: String) { category(identity: $identity) { version } }';
  expect(await organisation.data(query, { identity: identity('Science') })).toEqual({ category: { version: 1 } });
});

it('succeeds with none where the filter takes none', async () => {
  const before = await organisation.stored();
  expect(await setAccess({ where: { name: { eq: 'Nothing' } }, allowedMembers: null })).toEqual({
    succeeded: 0,
    failed: 0,
    plan: null,
    operationId: null,
    warnings: [
      { code: 'NOTHING_CHANGED', message: 'Nothing that can be changed meets the conditions; nothing is written.' },
    ],
    results: { totalCount: 0, nodes: [] },
    impact: null,
    invitedCount: 0,
  });
  expect(await organisation.stored()).toEqual(before);
});

describe('walls that move', () => {
  it('let users into all rooms behind them, and invite them there, each category by its own audit entry', async () => {
    const { operationId, ...answer } = await setAccess({
      where: ALL_DESKS,
      invitations: true,
      allowedMembers: { add: ['Fay'] },
    });
    expect(answer).toMatchObject({
      succeeded: 300,
      warnings: [],
      impact: { gained: { totalCount: 1, pairCount: 300 }, lost: { totalCount: 0, pairCount: 0 } },
      invitedCount: 1,
    });
    const query = `query ($id: String!) {
      auditEntries(where: { operationId: { eq: $id } }, order: { field: COMMITTED }, first: 300) {
        nodes { identity invitations { count room { name } } }
      }
    }`;
    expect(await organisation.data(query, { id: operationId })).toEqual({
      auditEntries: {
        nodes: DESKS.map((name) => ({
          identity: desk(name),
          invitations: [{ count: 1, room: { name: `Room of ${name}` } }],
        })),
      },
    });
  });

  it('name the first of the entries that they cut off', async () => {
    const { warnings, impact } = await setAccess({ where: ALL_DESKS, deniedMembers: { add: ['Cid'] } });
    const named = DESKS.slice(0, 10).map((name) => `sip:cid@litwareinc.com (creator in ${name})`);
    expect(warnings).toEqual([
      {
        code: 'ENTRIES_CUT_OFF',
        message: `Entries stay listed without effect, outside the new walls: ${named.join(', ')} and 290 more.`,
      },
    ]);
    expect(impact).toEqual({ gained: { totalCount: 0, pairCount: 0 }, lost: { totalCount: 1, pairCount: 300 } });
  });

  it('are worked out for a plan and a retry whether or not anybody looks at the impact', async () => {
    const input = { where: IN_RED, deniedMembers: { add: ['Cid'] } };
    const { plan } = await set({ ...input, whatIf: true });
    expect((await setAccess({ ...input, whatIf: true })).plan).toBe(plan);
    await set({ ...input, idempotencyKey: 'key' });
    expect((await setAccess({ ...input, idempotencyKey: 'key' })).impact).toEqual({
      gained: { totalCount: 0, pairCount: 0 },
      lost: { totalCount: 1, pairCount: 3 },
    });
  });
});

it('says once what many lists have in common', async () => {
  expect(await set({ where: ALL_DESKS, creators: { remove: ['Eve'] } })).toMatchObject({
    succeeded: 300,
    warnings: [
      { code: 'NOT_LISTED', message: 'sip:eve@litwareinc.com was not among the creators. (300 times)' },
      { code: 'NOTHING_CHANGED', message: 'Everything is as the input says already; nothing is written.' },
    ],
  });
});

describe('where one of many can not be changed', () => {
  const where = { or: [ALL_DESKS, { name: { eq: 'Science' } }] };
  const input = { where, creators: { add: ['Cid', 'Bob'] }, fileUpload: true };
  const message =
    'sip:cid@litwareinc.com is outside the wall of the category red.litwareinc.com\\Science: none of the allowed members reaches it.';

  it('changes none, and names the one in the way', async () => {
    expect(await refused(input)).toEqual({
      code: 'NOT_ELIGIBLE',
      cmdlet: 'Set-CsPersistentChatCategory',
      parameter: 'input.creators.add[0]',
      message: `Nothing was changed, because 1 of 301 can not be: red.litwareinc.com\\Science: ${message} With "onError: CONTINUE" the others are changed.`,
      entry: 'sip:cid@litwareinc.com',
      reason: 'NOT_ALLOWED',
      deniedBy: [],
      failed: 1,
      failures: [{ identity: identity('Science'), code: 'NOT_ELIGIBLE', message, parameter: 'input.creators.add[0]' }],
    });
  });

  it('changes the others with CONTINUE, and tells of that one first', async () => {
    const { operationId, ...answer } = await set({ ...input, onError: 'CONTINUE' });
    expect(answer).toMatchObject({ succeeded: 300, failed: 1 });
    expect(answer.results.nodes.slice(0, 2)).toEqual([
      {
        identity: identity('Science'),
        changes: [],
        error: { code: 'NOT_ELIGIBLE', message, parameter: 'input.creators.add[0]' },
      },
      {
        identity: desk(DESKS[0]!),
        changes: [
          { path: 'fileUpload', before: false, after: true },
          { path: 'creators', before: null, after: null },
        ],
        error: null,
      },
    ]);
    expect(await trailOf(organisation, operationId)).toHaveLength(300);
    const query = `query ($where: CategoryFilter) { categories(where: $where) { totalCount } }`;
    const uploading = { fileUpload: { eq: true }, creators: { has: 'Bob' } };
    expect(await organisation.data(query, { where: uploading })).toEqual({ categories: { totalCount: 300 } });
  });

  it('is confirmed with the same failures alone', async () => {
    const going = { ...input, onError: 'CONTINUE' };
    const { plan } = await set({ ...going, whatIf: true });
    expect(await set({ ...going, confirm: plan })).toMatchObject({ succeeded: 300, failed: 1 });

    const { plan: second } = await set({ where, creators: { add: ['Ann'] }, onError: 'CONTINUE', whatIf: true });
    await change(organisation, 'setCategory', { identity: 'Science', allowedMembers: { remove: ['Ann'] } });
    expect(await refused({ where, creators: { add: ['Ann'] }, onError: 'CONTINUE', confirm: second })).toMatchObject({
      code: 'PLAN_STALE',
    });
  });

  it('plans nothing that could be confirmed, unless it is to go on', async () => {
    expect(await set({ ...input, whatIf: true })).toMatchObject({ succeeded: 300, failed: 1, plan: null });
  });
});

describe('a plan', () => {
  const input = { where: IN_RED, deniedMembers: { add: ['Cid'] } };
  const planned = async (): Promise<string> => (await set({ ...input, whatIf: true })).plan!;
  const stale = { code: 'PLAN_STALE', parameter: 'input.confirm' };

  it('says what would change, and changes nothing', async () => {
    const before = await organisation.stored();
    expect(await setAccess({ ...input, whatIf: true })).toMatchObject({
      succeeded: 3,
      plan: expect.stringMatching(/^[\w-]{43}\.[\w.-]+$/),
      operationId: null,
      impact: { lost: { totalCount: 1, pairCount: 3 } },
    });
    expect(await organisation.stored()).toEqual(before);
  });

  it('is carried out when it is confirmed', async () => {
    expect(await set({ ...input, confirm: await planned() })).toMatchObject({ succeeded: 3, plan: null });
  });

  it('is stale once another category meets the filter, or a room behind a wall opens to others', async () => {
    const [all, confirm] = [{ where: { invitations: { eq: false } }, fileUpload: true }, await planned()];
    const { plan } = await set({ ...all, whatIf: true });
    await change(organisation, 'newCategory', { name: 'One more', pool: 'red.litwareinc.com' });
    expect(await refused({ ...all, confirm: plan })).toMatchObject(stale);
    await change(organisation, 'setRoom', { identity: 'Lobby', disabled: true });
    expect(await refused({ ...input, confirm })).toMatchObject(stale);
  });

  it('is stale for another operation', async () => {
    const single = await organisation.data<{ setCategory: { plan: string } }>(
      `mutation ($input: SetCategoryInput!) { setCategory(input: $input) { plan } }`,
      { input: { identity: 'Spare', deniedMembers: { add: ['Cid'] }, whatIf: true } },
    );
    const confirm = single.setCategory.plan;
    expect(await refused({ ...input, where: { name: { eq: 'Spare' } }, confirm })).toMatchObject(stale);
  });
});

it('takes as many statements for three hundred as for one', async () => {
  const { gateway } = organisation;
  const input = {
    description: 'Counted',
    invitations: true,
    allowedMembers: { add: ['Fay'], remove: ['Kit'] },
    deniedMembers: { add: ['Ann'] },
    creators: { replace: ['Bob'] },
  };
  const one = await gateway.statementsOf(() => setAccess({ ...input, where: { name: { eq: DESKS[0] } } }));
  const others = { ...ALL_DESKS, not: { name: { eq: DESKS[0] } } };
  const many = await gateway.statementsOf(() => setAccess({ ...input, where: others }));
  expect(many).toHaveLength(one.length);
  expect(await set({ where: { description: { eq: 'Counted' } } })).toMatchObject({ succeeded: 300 });
});

it('gives a retry by its key the first answer', async () => {
  const input = { where: IN_RED, deniedMembers: { add: ['Cid'] }, idempotencyKey: 'key' };
  const first = await setAccess(input);
  await change(organisation, 'setCategory', { identity: 'Spare', description: 'Later' });
  expect(await setAccess(input)).toEqual(first);
});

describe('a refusal, which writes nothing,', () => {
  it.each([
    [
      { where: undefined },
      'BAD_USER_INPUT',
      'input.where',
      'Say which are meant, by "where"; "where: {}" takes all that there are.',
    ],
    [
      { invitations: null },
      'BAD_USER_INPUT',
      'input.invitations',
      `"invitations" can't be null; leave it out to let it stay.`,
    ],
    [
      { allowedMembers: { add: ['Nobody'] }, onError: 'CONTINUE' },
      'NOT_FOUND',
      'input.allowedMembers.add[0]',
      '"Nobody" names no principal of the directory.',
    ],
    [
      { where: { creators: { has: 'Nobody' } } },
      'NOT_FOUND',
      'input.where.creators.has',
      '"Nobody" names no principal of the directory.',
    ],
  ])('comes for %j', async (fault, code, parameter, message) => {
    expect(await refused({ where: {}, fileUpload: true, ...fault })).toMatchObject({ code, parameter, message });
  });

  it('comes to everybody but administrators', async () => {
    for (const as of ['viewer', 'Ann']) {
      expect(await refused({ where: IN_RED, fileUpload: true }, as)).toMatchObject({ code: 'FORBIDDEN' });
    }
  });
});
