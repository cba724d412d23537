import { toGlobalId } from '../../../src/graphql/node';
import { TestOrganisation } from '../../support/described-organisation';
import { GRANT_POLICY, namesOf, type PolicyChange } from './documents';
import { offices } from './offices';

interface GrantPolicy {
  grantPolicy: PolicyChange & { principal: { displayName: string; policy: { identity: string } | null } };
}

let organisation: TestOrganisation;
beforeAll(async () => {
  organisation = await TestOrganisation.start(offices);
});
beforeEach(() => organisation.reset());

const grant = async (input: object) => (await organisation.data<GrantPolicy>(GRANT_POLICY, { input })).grantPolicy;
const refused = (input: object, as?: string) => organisation.refusal(GRANT_POLICY, { input }, as);

it('grants it to a user, who gains Persistent Chat by it', async () => {
  const { impact, ...answer } = await grant({ identity: 'Ann', policy: 'TAG:sales', reason: 'New job' });
  const changes = [{ path: 'policy', before: null, after: 'Sales' }];
  expect(answer).toEqual({
    principal: { displayName: 'Ann', policy: { identity: 'Sales' } },
    plan: null,
    operationId: expect.any(String),
    changes,
    warnings: [],
    auditEntry: {
      operation: 'grantPolicy',
      identity: 'sip:ann@litwareinc.com',
      reason: 'New job',
      nodeType: 'Principal',
      changes,
      node: { __typename: 'Principal' },
    },
  });
  expect(namesOf(impact)).toEqual({ gained: ['Ann'], lost: [] });
});

it.each(['sip:bob@litwareinc.com', 'BOB', 'CN=Bob,DC=litwareinc,DC=com'])(
  'knows the user by %s, and replaces the policy that is granted',
  async (identity) => {
    const { principal, impact, ...answer } = await grant({ identity, policy: 'Interns' });
    expect(principal).toEqual({ displayName: 'Bob', policy: { identity: 'Interns' } });
    expect(answer).toMatchObject({ changes: [{ path: 'policy', before: 'Sales', after: 'Interns' }] });
    expect(namesOf(impact)).toEqual({ gained: [], lost: ['Bob'] });
  },
);

it('takes it away with null: the user falls back', async () => {
  const { principal, impact, ...answer } = await grant({
    id: toGlobalId('Principal', organisation.principalId('Bob')),
    policy: null,
  });
  expect(principal).toEqual({ displayName: 'Bob', policy: null });
  expect(answer).toMatchObject({ changes: [{ path: 'policy', before: 'Sales', after: null }] });
  expect(namesOf(impact)).toEqual({ gained: [], lost: ['Bob'] });
});

it('writes nothing where it is so already', async () => {
  for (const input of [
    { identity: 'Bob', policy: 'sales' },
    { identity: 'Ann', policy: null },
  ]) {
    const answer = await grant(input);
    expect(answer).toMatchObject({ operationId: null, changes: [], warnings: [{ code: 'NOTHING_CHANGED' }] });
    expect(namesOf(answer.impact)).toEqual({ gained: [], lost: [] });
  }
});

it('lets users of no account or address gain nothing by it', async () => {
  for (const identity of ['Fay', 'Gus']) {
    const { principal, impact } = await grant({ identity, policy: 'Sales' });
    expect(principal.policy).toEqual({ identity: 'Sales' });
    expect(namesOf(impact)).toEqual({ gained: [], lost: [] });
  }
});

it('plans it under whatIf, does as it was planned, and is stale once the policy says something else', async () => {
  const input = { identity: 'Ann', policy: 'Sales' };
  const { plan, principal, impact } = await grant({ ...input, whatIf: true });
  expect(principal.policy).toBeNull();
  expect(namesOf(impact)).toEqual({ gained: ['Ann'], lost: [] });
  const set = 'mutation ($input: SetPolicyInput!) { setPolicy(input: $input) { operationId } }';
  await organisation.data(set, { input: { identity: 'Sales', enablePersistentChat: false } });
  expect(await refused({ ...input, confirm: plan })).toMatchObject({ code: 'PLAN_STALE' });
  await organisation.data(set, { input: { identity: 'Sales', enablePersistentChat: true } });
  expect(await grant({ ...input, confirm: plan })).toMatchObject({ principal: { policy: { identity: 'Sales' } } });
});

it('gives a retry by its key the first answer', async () => {
  const input = { identity: 'Ann', policy: 'Sales', idempotencyKey: 'key' };
  const first = await grant(input);
  expect(await grant(input)).toEqual(first);
});

it('outlasts the next sync of the directory', async () => {
  await grant({ identity: 'Ann', policy: 'Sales' });
  await organisation.sync({ ...offices.directory, Ann: { site: 'Atlanta' } });
  expect(await organisation.data('{ principal(identity: "Ann") { siteName policy { identity } } }')).toEqual({
    principal: { siteName: 'Atlanta', policy: { identity: 'Sales' } },
  });
});

describe('a user who vanished from the directory', () => {
  beforeEach(async () => {
    const { Ann: _ann, Bob: _bob, ...others } = offices.directory;
    await organisation.sync({ ...others, Team: { members: [], kind: 'group' } });
  });

  it('is granted nothing', async () => {
    expect(await refused({ identity: 'Ann', policy: 'Sales' })).toMatchObject({
      code: 'BAD_USER_INPUT',
      parameter: 'input.identity',
      message: '"Ann" vanished from the directory: a policy can be taken away, but not granted.',
    });
  });

  it('can lose what was granted', async () => {
    expect(await grant({ identity: 'Bob', policy: null })).toMatchObject({
      principal: { policy: null },
      changes: [{ path: 'policy', before: 'Sales', after: null }],
    });
  });
});

describe('a refusal, which writes nothing,', () => {
  it.each([
    [
      { identity: 'Team', policy: 'Sales' },
      'BAD_USER_INPUT',
      'input.identity',
      '"Team" is of the kind GROUP: policies are granted to users only.',
    ],
    [
      { identity: 'Partner', policy: null },
      'BAD_USER_INPUT',
      'input.identity',
      '"Partner" is of the kind CONTACT: policies are granted to users only.',
    ],
    [
      { identity: 'DC=litwareinc,DC=com', policy: 'Sales' },
      'BAD_USER_INPUT',
      'input.identity',
      '"litwareinc" is of the kind DOMAIN: policies are granted to users only.',
    ],
    [
      { identity: 'Nobody', policy: 'Sales' },
      'NOT_FOUND',
      'input.identity',
      '"Nobody" names no principal of the directory.',
    ],
    [
      { identity: 'A*', policy: 'Sales' },
      'BAD_USER_INPUT',
      'input.identity',
      '"A*" has a wildcard and may fit several users; "grantPolicies" grants to all of them.',
    ],
    [{ policy: 'Sales' }, 'BAD_USER_INPUT', 'input.identity', 'Say which one is meant, by "identity" or by "id".'],
    [
      { identity: 'Ann' },
      'BAD_USER_INPUT',
      'input.policy',
      'Say which policy to grant, by "policy"; null takes away the one that is granted.',
    ],
    [{ identity: 'Ann', policy: 'Nothing' }, 'NOT_FOUND', 'input.policy', 'There is no policy "Nothing".'],
    [
      { identity: 'Ann', policy: 'global' },
      'BAD_USER_INPUT',
      'input.policy',
      'The policy global applies by itself: only policies that have a name of their own are granted.',
    ],
    [
      { identity: 'Ann', policy: 'site:Redmond' },
      'BAD_USER_INPUT',
      'input.policy',
      'The policy site:Redmond applies by itself: only policies that have a name of their own are granted.',
    ],
    [
      { identity: 'Ann', policy: 'Sales', domainController: 'dc9.litwareinc.com' },
      'BAD_USER_INPUT',
      'input.domainController',
      '"Ann" comes from no server of the directory that could be asked for it.',
    ],
  ])('comes for %j', async (input, code, parameter, message) => {
    expect(await refused(input)).toEqual({ code, parameter, message, cmdlet: 'Grant-CsPersistentChatPolicy' });
  });

  it('comes for the id of something else, and of nobody', async () => {
    expect(await refused({ id: await organisation.globalId('Policy', 'Sales'), policy: 'Sales' })).toMatchObject({
      code: 'BAD_USER_INPUT',
      parameter: 'input.id',
    });
    const id = Buffer.from('Principal:999999').toString('base64url');
    expect(await refused({ id, policy: 'Sales' })).toMatchObject({
      code: 'NOT_FOUND',
      parameter: 'input.id',
      message: `There is no principal "${id}".`,
    });
  });

  it('comes to everybody but administrators', async () => {
    for (const as of ['viewer', 'Ann'])
      expect(await refused({ identity: 'Ann', policy: 'Sales' }, as)).toMatchObject({ code: 'FORBIDDEN' });
  });
});
