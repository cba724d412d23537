import { TestOrganisation } from '../../support/described-organisation';
import { namesOf, NEW_POLICY, type PolicyChange } from './documents';
import { offices, TENANT } from './offices';

interface NewPolicy {
  newPolicy: PolicyChange & { policy: { id: string; identity: string; version: number } | null };
}

let organisation: TestOrganisation;
beforeAll(async () => {
  organisation = await TestOrganisation.start(offices);
});
beforeEach(() => organisation.reset());

const make = async (input: object) => (await organisation.data<NewPolicy>(NEW_POLICY, { input })).newPolicy;
const refused = (input: object, as?: string) => organisation.refusal(NEW_POLICY, { input }, as);
const count = async () => (await organisation.data<{ policies: object }>('{ policies { totalCount } }')).policies;

it('makes one to be granted, which changes nothing for anybody', async () => {
  const tenant = TENANT.toUpperCase();
  const input = { identity: 'Tag:Research', description: 'For researchers', enablePersistentChat: true, tenant };
  const { impact, ...answer } = await make({ ...input, reason: 'They asked' });
  const changes = [
    { path: 'identity', before: null, after: 'Research' },
    { path: 'description', before: null, after: 'For researchers' },
    { path: 'enablePersistentChat', before: null, after: true },
    { path: 'tenantId', before: null, after: TENANT },
  ];
  expect(answer).toEqual({
    policy: {
      id: expect.any(String),
      identity: 'Research',
      scope: 'USER',
      description: 'For researchers',
      enablePersistentChat: true,
      tenantId: TENANT,
      version: 1,
      site: null,
    },
    plan: null,
    operationId: expect.any(String),
    changes,
    warnings: [],
    auditEntry: {
      operation: 'newPolicy',
      identity: 'Research',
      reason: 'They asked',
      nodeType: 'Policy',
      changes,
      node: { __typename: 'Policy' },
    },
  });
  expect(namesOf(impact)).toEqual({ gained: [], lost: [] });
});

it('makes one for a site, by the name that the topology has, and says who loses Persistent Chat', async () => {
  const { policy, impact } = await make({ identity: 'SITE:atlanta' });
  expect(policy).toMatchObject({
    identity: 'site:Atlanta',
    scope: 'SITE',
    description: '',
    enablePersistentChat: false,
    tenantId: null,
    site: { name: 'Atlanta' },
  });
  expect(namesOf(impact)).toEqual({ gained: [], lost: ['Cleo'] });
  const query = '{ principal(identity: "Cleo") { effectivePolicy { source policy { id } } } }';
  expect(await organisation.data(query)).toEqual({
    principal: { effectivePolicy: { source: 'SITE', policy: { id: policy!.id } } },
  });
});

it('plans it under whatIf, and makes it as it was planned', async () => {
  const input = { identity: 'site:Atlanta' };
  const before = await count();
  const { plan, policy, operationId, impact } = await make({ ...input, whatIf: true });
  expect([policy, operationId, namesOf(impact)]).toEqual([null, null, { gained: [], lost: ['Cleo'] }]);
  expect(await count()).toEqual(before);
  expect(await make({ ...input, confirm: plan })).toMatchObject({ policy: { identity: 'site:Atlanta', version: 1 } });
});

it('is stale once others lose by it', async () => {
  const input = { identity: 'site:Atlanta' };
  const { plan } = await make({ ...input, whatIf: true });
  const grant = 'mutation ($input: GrantPolicyInput!) { grantPolicy(input: $input) { operationId } }';
  await organisation.data(grant, { input: { identity: 'Cleo', policy: 'Sales' } });
  expect(await refused({ ...input, confirm: plan })).toMatchObject({ code: 'PLAN_STALE', parameter: 'input.confirm' });
});

it('gives a retry by its key the first answer', async () => {
  const input = { identity: 'site:Atlanta', idempotencyKey: 'key' };
  const first = await make(input);
  expect(await make(input)).toEqual(first);
});

describe('in memory', () => {
  it('is checked and shown as it would be, and not stored', async () => {
    const before = await count();
    const { policy, plan, operationId, impact } = await make({
      identity: 'site:Atlanta',
      description: 'Tried',
      inMemory: true,
    });
    expect(policy).toEqual({
      id: expect.any(String),
      identity: 'site:Atlanta',
      scope: 'SITE',
      description: 'Tried',
      enablePersistentChat: false,
      tenantId: null,
      version: 0,
      site: { name: 'Atlanta' },
    });
    expect([plan, operationId, namesOf(impact)]).toEqual([null, null, { gained: [], lost: ['Cleo'] }]);
    expect(await count()).toEqual(before);
    const node = 'query ($id: ID!) { node(id: $id) { id } }';
    expect(await organisation.data(node, { id: policy!.id })).toEqual({ node: null });
  });

  it('is refused as any other', async () => {
    expect(await refused({ identity: 'Sales', inMemory: true })).toMatchObject({ code: 'ALREADY_EXISTS' });
    expect(await refused({ identity: 'Research', inMemory: true, confirm: 'x' })).toMatchObject({
      code: 'BAD_USER_INPUT',
      parameter: 'input.confirm',
      message: 'Give "inMemory" or "confirm", not both: the one stores nothing, the other carries a plan out.',
    });
  });
});

describe('a refusal, which writes nothing,', () => {
  const cmdlet = 'New-CsPersistentChatPolicy';
  const parameter = 'input.identity';

  it.each([
    [
      'global',
      'BAD_USER_INPUT',
      "The global policy is always there and can't be made; it can be changed, and removing it resets it.",
    ],
    ['tag:SALES', 'ALREADY_EXISTS', 'There is a policy "SALES" already.'],
    ['site:redmond', 'ALREADY_EXISTS', 'There is a policy "site:Redmond" already.'],
    ['site:Oslo', 'NOT_FOUND', 'The topology has no site "Oslo"; it has Atlanta, Redmond.'],
    [
      'service:PersistentChatServer:red.litwareinc.com',
      'BAD_USER_INPUT',
      '"service:PersistentChatServer:red.litwareinc.com" is no identity of policies: they are known by "global", "site:NAME" or a name.',
    ],
    ['tag:global', 'BAD_USER_INPUT', '"tag:global" has a name that would be read as another identity.'],
    [' Research', 'BAD_USER_INPUT', '" Research" begins or ends with a blank.'],
    ['', 'BAD_USER_INPUT', '"" names nothing.'],
    [
      '*',
      'BAD_USER_INPUT',
      'The name "*" has a "*"; it may have none of \\ * ?, which mean something else in identities and filters.',
    ],
    [
      'tag:a\\b',
      'BAD_USER_INPUT',
      String.raw`The name "a\b" has a "\"; it may have none of \ * ?, which mean something else in identities and filters.`,
    ],
    [
      'Who?',
      'BAD_USER_INPUT',
      'The name "Who?" has a "?"; it may have none of \\ * ?, which mean something else in identities and filters.',
    ],
  ])('comes for %j', async (identity, code, message) => {
    expect(await refused({ identity })).toEqual({ code, message, parameter, cmdlet });
  });

  it('comes for a description that is too long, and a null that says nothing', async () => {
    expect(await refused({ identity: 'Research', description: 'x'.repeat(1_025) })).toMatchObject({
      code: 'BAD_USER_INPUT',
      parameter: 'input.description',
      message: 'The description has 1025 characters; it may have at most 1,024.',
    });
    expect(await refused({ identity: 'Research', enablePersistentChat: null })).toMatchObject({
      code: 'BAD_USER_INPUT',
      parameter: 'input.enablePersistentChat',
    });
  });

  it('comes to everybody but administrators', async () => {
    for (const as of ['viewer', 'Ann'])
      expect(await refused({ identity: 'Research' }, as)).toMatchObject({ code: 'FORBIDDEN' });
  });
});
