import { TestOrganisation } from '../../support/described-organisation';
import { trailOf } from '../../support/bulk';
import { namesOf, type PolicyChange, REMOVE_POLICY } from './documents';
import { offices, TENANT } from './offices';

interface RemovePolicy {
  removePolicy: PolicyChange & { removedId: string | null; fallenBackCount: number };
}

let organisation: TestOrganisation;
beforeAll(async () => {
  organisation = await TestOrganisation.start(offices);
});
beforeEach(() => organisation.reset());

const remove = async (input: object) => (await organisation.data<RemovePolicy>(REMOVE_POLICY, { input })).removePolicy;
const refused = (input: object, as?: string) => organisation.refusal(REMOVE_POLICY, { input }, as);
const left = async () => {
  const { policies } = await organisation.data<{ policies: { nodes: { identity: string }[] } }>(
    '{ policies { nodes { identity } } }',
  );
  return policies.nodes.map(({ identity }) => identity);
};

it('removes one that is granted to nobody; its history stays', async () => {
  const id = await organisation.globalId('Policy', 'Interns');
  const answer = await remove({ identity: 'Interns', tenant: TENANT });
  const changes = [
    { path: 'identity', before: 'Interns', after: null },
    { path: 'description', before: '', after: null },
    { path: 'enablePersistentChat', before: false, after: null },
    { path: 'tenantId', before: TENANT, after: null },
  ];
  expect(answer).toMatchObject({
    removedId: id,
    fallenBackCount: 0,
    changes,
    warnings: [],
    auditEntry: { operation: 'removePolicy', nodeType: 'Policy', identity: 'Interns', changes, node: null },
  });
  expect(namesOf(answer.impact)).toEqual({ gained: [], lost: [] });
  expect(await left()).toEqual(['global', 'site:Redmond', 'Écoles', 'Sales']);
});

it('removes that of a site, whose users fall back to the global one', async () => {
  const { impact, fallenBackCount } = await remove({ identity: 'site:Redmond' });
  expect(namesOf(impact)).toEqual({ gained: ['Ann'], lost: [] });
  expect(fallenBackCount).toBe(0);
});

it('warns, from the plan on, of how many lose Persistent Chat as the global one is reset', async () => {
  const warnings = [{ code: 'WITHOUT_PERSISTENT_CHAT', message: '2 users lose Persistent Chat.' }];
  expect(await remove({ identity: 'global', whatIf: true })).toMatchObject({ operationId: null, warnings });
  expect(await remove({ identity: 'global' })).toMatchObject({ warnings });
});

it('resets the global one', async () => {
  const { removedId, impact, ...answer } = await remove({ identity: 'global' });
  expect(removedId).toBeNull();
  expect(answer).toMatchObject({
    changes: [
      { path: 'description', before: 'For everybody', after: '' },
      { path: 'enablePersistentChat', before: true, after: false },
    ],
    auditEntry: { operation: 'removePolicy', identity: 'global', node: { __typename: 'Policy' } },
  });
  expect(namesOf(impact)).toEqual({ gained: [], lost: ['Cleo', 'Dan'] });
  expect(
    await organisation.data('{ policy(identity: "global") { version description enablePersistentChat } }'),
  ).toEqual({
    policy: { version: 2, description: '', enablePersistentChat: false },
  });
  expect(await remove({ identity: 'global' })).toMatchObject({
    removedId: null,
    operationId: null,
    changes: [],
    warnings: [{ code: 'NOTHING_CHANGED' }],
  });
});

it('refuses one that is granted, with how many have it', async () => {
  expect(await refused({ identity: 'Sales' })).toEqual({
    code: 'IN_USE',
    parameter: 'input.identity',
    cmdlet: 'Remove-CsPersistentChatPolicy',
    message: 'The policy Sales is granted to Bob, Eve; with "force" they fall back.',
    usedBy: [{ type: 'Principal', count: 2, identities: ['sip:bob@litwareinc.com', 'sip:eve@litwareinc.com'] }],
  });
  const id = await organisation.globalId('Policy', 'Sales');
  expect(await refused({ id, force: false, whatIf: true })).toMatchObject({ code: 'IN_USE', parameter: 'input.id' });
});

describe('with force', () => {
  const input = { identity: 'Sales', force: true };
  const warnings = [
    { code: 'POLICY_TAKEN_AWAY', message: '2 users fall back to the policy of the site, else to the global one.' },
    { code: 'WITHOUT_PERSISTENT_CHAT', message: 'One user loses Persistent Chat.' },
  ];

  it('takes it from those who have it, each with an audit entry of the same operation', async () => {
    const id = await organisation.globalId('Policy', 'Sales');
    const { operationId, impact, ...answer } = await remove(input);
    expect(answer).toMatchObject({ removedId: id, fallenBackCount: 2, warnings });
    expect(namesOf(impact)).toEqual({ gained: [], lost: ['Bob'] });
    const taken = (name: string) => ({
      operation: 'removePolicy',
      nodeType: 'Principal',
      identity: `sip:${name}@litwareinc.com`,
      changes: [{ path: 'policy', before: 'Sales', after: null }],
    });
    expect(await trailOf(organisation, operationId)).toMatchObject([
      { nodeType: 'Policy', identity: 'Sales' },
      taken('bob'),
      taken('eve'),
    ]);
    const query =
      '{ principals(where: { policy: {} }) { totalCount } principal(identity: "Bob") { effectivePolicy { source } } }';
    expect(await organisation.data(query)).toEqual({
      principals: { totalCount: 0 },
      principal: { effectivePolicy: { source: 'SITE' } },
    });
  });

  it('is carried out as it was planned, unless others have it by then', async () => {
    const { plan, ...planned } = await remove({ ...input, whatIf: true });
    expect(planned).toMatchObject({ fallenBackCount: 2, warnings, operationId: null });
    const grant = 'mutation ($input: GrantPolicyInput!) { grantPolicy(input: $input) { operationId } }';
    await organisation.data(grant, { input: { identity: 'Dan', policy: 'Sales' } });
    expect(await refused({ ...input, confirm: plan })).toMatchObject({ code: 'PLAN_STALE' });
    await organisation.data(grant, { input: { identity: 'Dan', policy: null } });
    expect(await remove({ ...input, confirm: plan })).toMatchObject({ fallenBackCount: 2 });
  });

  it('gives a retry by its key the first answer', async () => {
    const once = { ...input, idempotencyKey: 'key' };
    const first = await remove(once);
    expect(await remove(once)).toEqual(first);
  });
});

it('takes as many statements where fifty users have it as where one has', async () => {
  const people = Array.from({ length: 51 }, (_, i) => `User ${i}`);
  const many = await TestOrganisation.start({
    pools: {},
    directory: Object.fromEntries(people.map((name) => [name, {}])),
    policies: { None: {}, One: { grantedTo: people.slice(0, 1) }, Fifty: { grantedTo: people.slice(1) } },
  });
  const { gateway } = many;
  const statements = (identity: string) =>
    gateway.statementsOf(() => many.data(REMOVE_POLICY, { input: { identity, force: true } }));
  await statements('None');
  const one = await statements('One');
  expect(await statements('Fifty')).toHaveLength(one.length);
});

describe('a refusal, which writes nothing,', () => {
  it.each([
    [{ identity: 'Nobody' }, 'NOT_FOUND', 'input.identity', 'There is no policy "Nobody".'],
    [
      { identity: 'Sales', tenant: TENANT, force: true },
      'NOT_FOUND',
      'input.tenant',
      `The policy "Sales" was made for no tenant, not for ${TENANT}.`,
    ],
    [{}, 'BAD_USER_INPUT', 'input.identity', 'Say which one is meant, by "identity" or by "id".'],
  ])('comes for %j', async (input, code, parameter, message) => {
    expect(await refused(input)).toEqual({ code, parameter, message, cmdlet: 'Remove-CsPersistentChatPolicy' });
  });

  it('comes for one that is gone, and for another version', async () => {
    const id = await organisation.globalId('Policy', 'Interns');
    expect(await refused({ id, expectedVersion: 2 })).toMatchObject({ code: 'CONFLICT' });
    await remove({ id });
    expect(await refused({ id })).toMatchObject({ code: 'NOT_FOUND', parameter: 'input.id' });
  });

  it('comes to everybody but administrators', async () => {
    for (const as of ['viewer', 'Ann'])
      expect(await refused({ identity: 'Interns' }, as)).toMatchObject({ code: 'FORBIDDEN' });
  });
});
