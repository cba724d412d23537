import { TestOrganisation } from '../../support/described-organisation';
import { namesOf, type PolicyChange, SET_POLICY } from './documents';
import { offices, TENANT } from './offices';

interface SetPolicy {
  setPolicy: PolicyChange & { policy: { identity: string; version: number } };
}

let organisation: TestOrganisation;
beforeAll(async () => {
  organisation = await TestOrganisation.start(offices);
});
beforeEach(() => organisation.reset());

const set = async (input: object) => (await organisation.data<SetPolicy>(SET_POLICY, { input })).setPolicy;
const refused = (input: object, as?: string) => organisation.refusal(SET_POLICY, { input }, as);

it('enables it, and says who gains Persistent Chat: those who are disabled or have no address do not', async () => {
  const { impact, ...answer } = await set({ identity: 'site:Redmond', enablePersistentChat: true });
  const changes = [{ path: 'enablePersistentChat', before: false, after: true }];
  expect(answer).toMatchObject({
    policy: { identity: 'site:Redmond', enablePersistentChat: true, description: 'Until the move', version: 2 },
    plan: null,
    changes,
    warnings: [],
    auditEntry: { operation: 'setPolicy', identity: 'site:Redmond', nodeType: 'Policy', changes },
  });
  expect(namesOf(impact)).toEqual({ gained: ['Ann'], lost: [] });
});

it('changes the global one where none is named', async () => {
  for (const input of [{}, { identity: null, id: null }]) {
    await organisation.reset();
    const { policy, impact } = await set({ ...input, enablePersistentChat: false });
    expect(policy).toMatchObject({ identity: 'global', enablePersistentChat: false, version: 2 });
    expect(namesOf(impact)).toEqual({ gained: [], lost: ['Cleo', 'Dan'] });
  }
});

it('changes one that is granted, by its id', async () => {
  const id = await organisation.globalId('Policy', 'Sales');
  const { policy, impact } = await set({ id, enablePersistentChat: false, description: null, expectedVersion: 1 });
  expect(policy).toMatchObject({ identity: 'Sales', enablePersistentChat: false, description: '' });
  expect(namesOf(impact)).toEqual({ gained: [], lost: ['Bob', 'Eve'] });
});

it('has no impact where only the description changes', async () => {
  const answer = await set({ identity: 'Sales', description: 'For sellers' });
  expect(answer).toMatchObject({
    policy: { description: 'For sellers', version: 2 },
    changes: [{ path: 'description', before: '', after: 'For sellers' }],
    impact: null,
  });
});

it('writes nothing where everything is so already', async () => {
  const answer = await set({ identity: 'Sales', enablePersistentChat: true });
  expect(answer).toMatchObject({
    policy: { version: 1 },
    operationId: null,
    changes: [],
    warnings: [{ code: 'NOTHING_CHANGED' }],
  });
});

it('plans it under whatIf with all who lose, and does as it was planned', async () => {
  const input = { identity: 'Sales', enablePersistentChat: false };
  const { plan, policy, impact } = await set({ ...input, whatIf: true });
  expect(policy).toMatchObject({ enablePersistentChat: true, version: 1 });
  expect(namesOf(impact)).toEqual({ gained: [], lost: ['Bob', 'Eve'] });
  const confirmed = await set({ ...input, confirm: plan });
  expect(confirmed.policy).toMatchObject({ enablePersistentChat: false, version: 2 });
  expect(namesOf(confirmed.impact)).toEqual({ gained: [], lost: ['Bob', 'Eve'] });
});

it('pages through who loses, before and after the commit', async () => {
  const document = `mutation ($input: SetPolicyInput!, $after: String) {
    setPolicy(input: $input) {
      impact { lost(first: 1, after: $after) { totalCount nodes { displayName } pageInfo { endCursor hasNextPage } } }
    }
  }`;
  const lost = async (input: object, after?: string) => {
    interface Lost {
      totalCount: number;
      nodes: { displayName: string }[];
      pageInfo: { endCursor: string; hasNextPage: boolean };
    }
    const variables = { input: { identity: 'Sales', enablePersistentChat: false, ...input }, after };
    const answer = await organisation.data<{ setPolicy: { impact: { lost: Lost } } }>(document, variables);
    return answer.setPolicy.impact.lost;
  };
  for (const input of [{ whatIf: true }, { idempotencyKey: 'key' }]) {
    const first = await lost(input);
    expect(first).toMatchObject({ totalCount: 2, nodes: [{ displayName: 'Bob' }], pageInfo: { hasNextPage: true } });
    expect(await lost(input, first.pageInfo.endCursor)).toMatchObject({
      totalCount: 2,
      nodes: [{ displayName: 'Eve' }],
      pageInfo: { hasNextPage: false },
    });
  }
});

describe('a refusal, which writes nothing,', () => {
  it.each([
    [{ identity: 'Nobody' }, 'NOT_FOUND', 'input.identity', 'There is no policy "Nobody".'],
    [{ tenant: TENANT }, 'NOT_FOUND', 'input.tenant', `The policy "global" was made for no tenant, not for ${TENANT}.`],
    [
      { identity: 'Interns', tenant: TENANT.replace(/^./, 'e') },
      'NOT_FOUND',
      'input.tenant',
      `The policy "Interns" was made for the tenant ${TENANT}, not for ${TENANT.replace(/^./, 'e')}.`,
    ],
    [
      { identity: 'Sales', id: 'UG9saWN5OjE' },
      'BAD_USER_INPUT',
      'input.identity',
      'Give "identity" or "id", not both.',
    ],
    [
      { identity: 'Sales', enablePersistentChat: null },
      'BAD_USER_INPUT',
      'input.enablePersistentChat',
      '"enablePersistentChat" can\'t be null; leave it out to let it stay.',
    ],
  ])('comes for %j', async (input, code, parameter, message) => {
    expect(await refused({ description: 'New', ...input })).toEqual({
      code,
      parameter,
      message,
      cmdlet: 'Set-CsPersistentChatPolicy',
    });
  });

  it('comes for another version, with what it is now', async () => {
    expect(await refused({ identity: 'Interns', description: 'New', expectedVersion: 2 })).toMatchObject({
      code: 'CONFLICT',
      parameter: 'input.expectedVersion',
      current: { identity: 'Interns', version: 1, enablePersistentChat: false, tenantId: TENANT },
    });
  });

  it('comes to everybody but administrators', async () => {
    for (const as of ['viewer', 'Ann'])
      expect(await refused({ description: 'New' }, as)).toMatchObject({ code: 'FORBIDDEN' });
  });
});
