import { AuditEntry } from '../../../src/changes/audit-entry.entity';
import { TestOrganisation } from '../../support/described-organisation';

const NEW_CATEGORY = `mutation NewCategory($input: NewCategoryInput!) {
  newCategory(input: $input) {
    category { identity description invitations fileUpload chatHistory version allowedMembers { totalCount } }
    changes { path before after }
    warnings { code }
    plan
    operationId
    auditEntry { operation actor reason nodeType identity }
  }
}`;
const POOL = 'red.litwareinc.com';

interface NewCategory {
  newCategory: { plan: string | null; operationId: string | null; category: object | null };
}

let organisation: TestOrganisation;
let withTwoPools: TestOrganisation;

beforeAll(async () => {
  const directory = { Ann: {} };
  const general = { categories: { General: { allowed: ['Ann'], creators: ['Ann'] } } };
  organisation = await TestOrganisation.start({ directory, pools: { [POOL]: general } });
  withTwoPools = await TestOrganisation.start({ directory, pools: { [POOL]: general, 'atl.litwareinc.com': {} } });
});
beforeEach(() => organisation.reset());

const make = async (input: object) => (await organisation.data<NewCategory>(NEW_CATEGORY, { input })).newCategory;
const refused = (input: object, as?: string) => organisation.refusal(NEW_CATEGORY, { input }, as);

it('makes one with the usual settings in the only pool, and records it', async () => {
  expect(await make({ name: 'Trading', reason: 'New desk' })).toEqual({
    category: {
      identity: 'red.litwareinc.com\\Trading',
      description: '',
      invitations: false,
      fileUpload: false,
      chatHistory: true,
      version: 1,
      allowedMembers: { totalCount: 0 },
    },
    changes: [
      { path: 'name', before: null, after: 'Trading' },
      { path: 'description', before: null, after: '' },
      { path: 'invitations', before: null, after: false },
      { path: 'fileUpload', before: null, after: false },
      { path: 'chatHistory', before: null, after: true },
    ],
    warnings: [],
    plan: null,
    operationId: expect.any(String),
    auditEntry: {
      operation: 'newCategory',
      actor: 'Test administrator',
      reason: 'New desk',
      nodeType: 'Category',
      identity: 'red.litwareinc.com\\Trading',
    },
  });
});

it('takes every setting', async () => {
  const settings = { description: 'Équities & more', invitations: true, fileUpload: true, chatHistory: false };
  expect(await make({ name: 'Trading', pool: POOL, ...settings })).toMatchObject({ category: settings });
  expect(await make({ name: 'Sales', description: null })).toMatchObject({ category: { description: '' } });
});

it('plans and then makes the same, and plans nothing that is taken meanwhile', async () => {
  const input = { name: 'Trading', chatHistory: false };
  const { plan, ...planned } = await make({ ...input, whatIf: true });
  expect(planned).toMatchObject({ category: null, operationId: null, auditEntry: null, changes: { length: 5 } });
  expect(await make({ ...input, confirm: plan })).toMatchObject({ category: { chatHistory: false } });
  expect(await refused({ ...input, confirm: plan })).toMatchObject({ code: 'ALREADY_EXISTS' });
});

it('gives a retry by its key the category of the first try', async () => {
  const input = { name: 'Trading', idempotencyKey: 'key' };
  const answers = await Promise.all([make(input), make(input), make(input)]);
  expect(new Set(answers.map(({ operationId }) => operationId)).size).toBe(1);
  expect(await make(input)).toEqual(answers[0]);
});

it('lets exactly one of several have a name that all want at once', async () => {
  const names = ['Trading', 'TRADING', 'trading', 'Trading', 'tradinG', 'Trading'];
  const answers = await Promise.all(names.map((name) => organisation.ask(NEW_CATEGORY, { input: { name } })));
  const codes = answers.map(({ errors }) => errors?.[0]?.extensions.code ?? 'OK');
  expect(codes.toSorted()).toEqual([...Array<string>(5).fill('ALREADY_EXISTS'), 'OK']);
  expect(await organisation.gateway.store.read.countBy(AuditEntry, { operation: 'newCategory' })).toBe(1);
});

describe('a refusal, which writes nothing,', () => {
  it.each([
    [{ name: ' ' }, 'BAD_USER_INPUT', 'input.name', 'The name " " is empty.'],
    [
      { name: 'x'.repeat(257) },
      'BAD_USER_INPUT',
      'input.name',
      `The name "${'x'.repeat(257)}" has 257 characters; it may have at most 256.`,
    ],
    [
      { name: 'GENERAL' },
      'ALREADY_EXISTS',
      'input.name',
      'The name "GENERAL" is taken: another category of the pool red.litwareinc.com has it.',
    ],
    [
      { description: 'x'.repeat(1025) },
      'BAD_USER_INPUT',
      'input.description',
      'The description has 1025 characters; it may have at most 1,024.',
    ],
    [
      { invitations: null },
      'BAD_USER_INPUT',
      'input.invitations',
      '"invitations" can\'t be null; leave it out to let it stay.',
    ],
    [
      { pool: 'x.litwareinc.com' },
      'NOT_FOUND',
      'input.pool',
      'The topology has no pool "x.litwareinc.com"; it has red.litwareinc.com.',
    ],
  ])('comes for %j', async (fault, code, parameter, message) => {
    expect(await refused({ name: 'Trading', ...fault })).toMatchObject({ code, parameter, message });
  });

  it('comes for what is no domain name', async () => {
    expect(await refused({ name: 'Trading', pool: 'no pool' })).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('comes where there are several pools and none is named', async () => {
    expect(await withTwoPools.refusal(NEW_CATEGORY, { input: { name: 'Trading' } })).toMatchObject({
      code: 'BAD_USER_INPUT',
      parameter: 'input.pool',
      message: 'There are several pools; say which one is meant.',
    });
  });

  it('comes to everybody but administrators, creators included', async () => {
    for (const as of ['viewer', 'Ann'])
      expect(await refused({ name: 'Mine' }, as)).toMatchObject({ code: 'FORBIDDEN' });
  });
});
