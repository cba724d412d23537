import { DAWN, TestOrganisation } from '../../support/described-organisation';
import { scene } from './scene';

const SET_CATEGORY = `mutation SetCategory($input: SetCategoryInput!) {
  setCategory(input: $input) {
    category { name description invitations fileUpload chatHistory version updatedAt }
    changes { path before after added { identity } removed { identity } }
    warnings { code message }
    impact { gained { totalCount } }
    invitedCount
    plan
    operationId
    auditEntry { operation identity changes { path before after } }
  }
}`;

interface SetCategory {
  setCategory: { plan: string | null; category: object; auditEntry: object | null };
}

const NOW = new Date('2026-11-22T09:00:00.000Z');
let organisation: TestOrganisation;
let id: string;

beforeAll(async () => {
  organisation = await TestOrganisation.start(scene, { now: () => NOW });
  id = await organisation.globalId('Category', 'Science');
});
beforeEach(() => organisation.reset());

const set = async (input: object) => (await organisation.data<SetCategory>(SET_CATEGORY, { input })).setCategory;
const refused = (input: object, as?: string) => organisation.refusal(SET_CATEGORY, { input }, as);

it.each([
  ['name', 'Research', 'Science'],
  ['name', 'SCIENCE', 'Science'],
  ['description', 'Labs and such', ''],
  ['invitations', false, true],
  ['fileUpload', true, false],
  ['chatHistory', false, true],
])('changes the %s to %j, and nothing else', async (field, value, present) => {
  const changes = [{ path: field, before: present, after: value }];
  const { category, auditEntry, ...answer } = await set({ id, [field]: value });
  expect(category).toEqual({
    name: 'Science',
    description: '',
    invitations: true,
    fileUpload: false,
    chatHistory: true,
    version: 2,
    updatedAt: NOW.toISOString(),
    [field]: value,
  });
  expect(auditEntry).toEqual({ operation: 'setCategory', identity: 'red.litwareinc.com\\Science', changes });
  expect(answer).toMatchObject({ changes, warnings: [], impact: null, invitedCount: 0, plan: null });
});

it('empties the description by a null, and leaves it alone where nothing is said', async () => {
  const general = 'red.litwareinc.com\\General';
  expect(await set({ identity: general, fileUpload: true })).toMatchObject({
    category: { description: 'Whatever has no other place' },
  });
  expect(await set({ identity: general, description: null })).toMatchObject({
    category: { description: '', version: 3 },
    changes: [{ path: 'description', before: 'Whatever has no other place', after: '' }],
  });
});

it('writes nothing where everything is so already', async () => {
  const before = await organisation.stored();
  const input = { id, name: 'Science', invitations: true, allowedMembers: { replace: ['Lab', 'Ann'] } };
  expect(await set({ ...input, deniedMembers: { add: ['Fay'] }, creators: null })).toMatchObject({
    category: { version: 1, updatedAt: DAWN.toISOString() },
    changes: [],
    warnings: [{ code: 'NOTHING_CHANGED' }],
    impact: null,
    operationId: null,
    auditEntry: null,
  });
  expect(await organisation.stored()).toEqual(before);
});

it('is a conflict for an older version, which shows the present state', async () => {
  await set({ id, description: 'Labs' });
  expect(await refused({ id, expectedVersion: 1, fileUpload: true })).toEqual({
    code: 'CONFLICT',
    parameter: 'input.expectedVersion',
    cmdlet: 'Set-CsPersistentChatCategory',
    message: 'red.litwareinc.com\\Science has version 2 by now, not 1: somebody changed it.',
    current: {
      id,
      identity: 'red.litwareinc.com\\Science',
      version: 2,
      updatedAt: NOW.toISOString(),
      name: 'Science',
      description: 'Labs',
      invitations: true,
      fileUpload: false,
      chatHistory: true,
    },
  });
});

it('keeps what both of two say who change lists at once, unless they looked at the version', async () => {
  const add = (entry: string, expectedVersion?: number) =>
    organisation.ask(SET_CATEGORY, { input: { id, deniedMembers: { add: [entry] }, expectedVersion } });
  const both = await Promise.all([add('Bob'), add('Cid')]);
  expect(both.map(({ errors }) => errors)).toEqual([undefined, undefined]);
  const query = 'query ($id: ID) { category(id: $id) { version deniedMembers { nodes { displayName } } } }';
  expect(await organisation.data(query, { id })).toEqual({
    category: { version: 3, deniedMembers: { nodes: ['Bob', 'Cid', 'Fay'].map((displayName) => ({ displayName })) } },
  });
  const codes = (await Promise.all([add('Dan', 3), add('Mute', 3)])).map(({ errors }) => errors?.[0]?.extensions.code);
  expect(codes.toSorted()).toEqual(['CONFLICT', undefined]);
});

describe('a plan', () => {
  const input = () => ({ id, fileUpload: true, deniedMembers: { add: ['Ann'] } });
  const planned = async () => (await set({ ...input(), whatIf: true })).plan;

  it('is carried out when it is confirmed with the same input', async () => {
    const before = await organisation.stored();
    const confirm = await planned();
    expect(await organisation.stored()).toEqual(before);
    expect(await set({ ...input(), confirm })).toMatchObject({ category: { fileUpload: true, version: 2 } });
  });

  it('is stale once the lists changed', async () => {
    const confirm = await planned();
    await set({ id, allowedMembers: { add: ['Bob'] } });
    expect(await refused({ ...input(), confirm })).toMatchObject({ code: 'PLAN_STALE', parameter: 'input.confirm' });
  });

  it('is stale once the directory lets other people in by it', async () => {
    const widened = { id, allowedMembers: { add: ['Team'] } };
    const { plan } = await set({ ...widened, whatIf: true });
    const { Team, ...others } = scene.directory;
    try {
      await organisation.sync({ ...others, Team: { ...Team, members: ['Ann', 'Bob', 'Dan'] } });
      expect(await refused({ ...widened, confirm: plan })).toMatchObject({ code: 'PLAN_STALE' });
    } finally {
      await organisation.sync(scene.directory);
    }
  });

  it('holds whatever happens to other categories', async () => {
    const confirm = await planned();
    await set({ identity: 'Spare', description: 'Changed' });
    expect(await set({ ...input(), confirm })).toMatchObject({ category: { version: 2 } });
  });
});

describe('a refusal, which writes nothing,', () => {
  it.each([
    [{ name: null }, 'BAD_USER_INPUT', 'input.name', '"name" can\'t be null; leave it out to let it stay.'],
    [
      { chatHistory: null },
      'BAD_USER_INPUT',
      'input.chatHistory',
      '"chatHistory" can\'t be null; leave it out to let it stay.',
    ],
    [
      { name: 'a\\b' },
      'BAD_USER_INPUT',
      'input.name',
      'The name "a\\\\b" has a backslash, which stands between the pool and the name.',
    ],
    [
      { name: 'spare' },
      'ALREADY_EXISTS',
      'input.name',
      'The name "spare" is taken: another category of the pool red.litwareinc.com has it.',
    ],
    [{ identity: 'Science' }, 'BAD_USER_INPUT', 'input.identity', 'Give "identity" or "id", not both.'],
    [{ id: null, identity: 'Nothing' }, 'NOT_FOUND', 'input.identity', 'There is no category "Nothing".'],
    [
      { id: null, identity: 'general' },
      'AMBIGUOUS_IDENTITY',
      'input.identity',
      '"general" may be atl.litwareinc.com\\general or red.litwareinc.com\\General; name the pool too.',
    ],
  ])('comes for %j', async (fault, code, parameter, message) => {
    expect(await refused({ id, ...fault })).toMatchObject({ code, parameter, message });
  });

  it('comes to everybody but administrators, creators included', async () => {
    for (const as of ['viewer', 'Ann'])
      expect(await refused({ id, name: 'Mine' }, as)).toMatchObject({ code: 'FORBIDDEN' });
  });
});
