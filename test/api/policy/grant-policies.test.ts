import { TestOrganisation } from '../../support/described-organisation';
import { type BulkAnswer, bulkDocument, trailOf } from '../../support/bulk';
import { BULK_IMPACT, namesOf, type PolicyChange } from './documents';
import { offices } from './offices';

const GRANT_POLICIES = bulkDocument('grantPolicies', { besides: BULK_IMPACT });

let organisation: TestOrganisation;
beforeAll(async () => {
  organisation = await TestOrganisation.start({
    ...offices,
    directory: {
      Staff: { kind: 'organizationalUnit' },
      Interns: { kind: 'organizationalUnit', in: 'Staff' },
      Supplier: { kind: 'contact' },
      'Ken Smith': { in: 'Staff' },
      'Ria Smith': { in: 'Staff', site: 'Redmond' },
      ...offices.directory,
    },
  });
});
beforeEach(() => organisation.reset());

type Answer = BulkAnswer & Pick<PolicyChange, 'impact'>;
const grant = async (input: object): Promise<Answer> =>
  (await organisation.data<{ bulk: Answer }>(GRANT_POLICIES, { input })).bulk;
const refused = (input: object, as?: string) => organisation.refusal(GRANT_POLICIES, { input }, as);
const users = { kind: { eq: 'USER' } };
const having = async (policy: string) => {
  const query = `query ($where: PrincipalFilter) { principals(where: $where) { nodes { displayName } } }`;
  const { principals } = await organisation.data<{ principals: { nodes: { displayName: string }[] } }>(query, {
    where: { policy: { identity: { eq: policy } } },
  });
  return principals.nodes.map(({ displayName }) => displayName);
};

it('grants it to all who fit, each with an audit entry of one operation', async () => {
  const { operationId, impact, ...answer } = await grant({ where: { site: {} }, policy: 'Sales' });
  expect(answer).toMatchObject({ succeeded: 6, failed: 0, plan: null, warnings: [], results: { totalCount: 6 } });
  const granted = (name: string) => ({
    identity: name,
    changes: [{ path: 'policy', before: null, after: 'Sales' }],
  });
  expect(answer.results.nodes).toEqual(
    [
      granted('sip:ria smith@litwareinc.com'),
      granted('sip:ann@litwareinc.com'),
      { identity: 'sip:bob@litwareinc.com', changes: [] },
      granted('sip:cleo@litwareinc.com'),
      granted('sip:fay@litwareinc.com'),
      granted('CN=Gus,DC=litwareinc,DC=com'),
    ].map((each) => ({ ...each, error: null })),
  );
  expect(namesOf(impact)).toEqual({ gained: ['Ann', 'Ria Smith'], lost: [] });
  const trail = await trailOf(organisation, operationId);
  expect(trail.map(({ identity }) => identity)).toEqual(
    answer.results.nodes.filter(({ changes }) => changes.length).map(({ identity }) => identity),
  );
  expect(trail[0]).toEqual({
    ...granted('sip:ria smith@litwareinc.com'),
    operation: 'grantPolicies',
    nodeType: 'Principal',
  });
  expect(await having('Sales')).toEqual(['Ann', 'Bob', 'Cleo', 'Eve', 'Fay', 'Gus', 'Ria Smith']);
});

it.each([
  [{ identity: '* Smith' }, ['Ken Smith', 'Ria Smith']],
  [{ identity: 'sip:ann@litwareinc.com' }, ['Ann']],
  [{ ou: 'Staff' }, ['Ken Smith', 'Ria Smith']],
  [{ filter: "DisplayName -like '*e*' -and SipAddress -ne $null" }, ['Cleo', 'Eve', 'Ken Smith']],
  [{ ldapFilter: '(physicalDeliveryOfficeName=Atlanta)' }, ['Cleo']],
  [{ where: { policy: { identity: { eq: 'Sales' } } } }, ['Bob', 'Eve']],
  [{ where: { effectivePolicy: { enablePersistentChat: { eq: false } } }, identity: 'R*' }, ['Ria Smith']],
])('grants it to those of %j', async (selection, names) => {
  const answer = await grant({ ...selection, policy: 'Interns' });
  expect(answer).toMatchObject({ succeeded: names.length, failed: 0 });
  expect(await having('Interns')).toEqual(names);
});

it('takes it away from all who have it', async () => {
  const { impact, ...answer } = await grant({ where: { policy: {} }, policy: null });
  expect(answer).toMatchObject({ succeeded: 2, failed: 0 });
  expect(namesOf(impact)).toEqual({ gained: [], lost: ['Bob'] });
  expect(await having('Sales')).toEqual([]);
});

it('succeeds with nobody where nobody fits', async () => {
  expect(await grant({ identity: 'Nobody*', policy: 'Sales' })).toMatchObject({
    succeeded: 0,
    failed: 0,
    operationId: null,
    results: { totalCount: 0, nodes: [] },
  });
});

it('succeeds with nobody where who is named does not meet the other conditions', async () => {
  const selection = { identity: 'Ann', where: { kind: { eq: 'GROUP' } } };
  expect(await grant({ ...selection, policy: 'Sales' })).toMatchObject({ succeeded: 0, failed: 0, operationId: null });
});

describe('what is no user', () => {
  const leftOut = (what: string) => ({
    code: 'NO_USERS',
    message: `Left out, as policies are granted to users only: ${what}.`,
  });

  it('is left out, and counted by kind in one warning', async () => {
    const { impact, ...answer } = await grant({ where: {}, policy: 'Sales' });
    expect(answer).toMatchObject({
      succeeded: 9,
      failed: 0,
      warnings: [leftOut('1 group, 2 contacts, 2 organizational units and 1 domain')],
    });
    expect(namesOf(impact)).toEqual({ gained: ['Ann', 'Ria Smith'], lost: [] });
    const everybody = ['Ann', 'Bob', 'Cleo', 'Dan', 'Eve', 'Fay', 'Gus', 'Ken Smith', 'Ria Smith'];
    expect(await having('Sales')).toEqual(everybody);
  });

  it.each([
    [{ ou: 'litwareinc' }, '1 group, 2 contacts and 2 organizational units'],
    [{ identity: '*' }, '1 group, 2 contacts, 2 organizational units and 1 domain'],
    [{ filter: "DisplayName -like 'T*' -or DisplayName -eq 'Ann'" }, '1 group'],
    [{ ldapFilter: '(objectClass=contact)' }, '2 contacts'],
  ])('is left out of %j, too', async (selection, what) => {
    expect(await grant({ ...selection, policy: 'Sales' })).toMatchObject({
      failed: 0,
      warnings: expect.arrayContaining([leftOut(what)]) as unknown,
    });
  });

  it('is told of by its name where it reaches users, with what takes these', async () => {
    const { message } = leftOut('1 group');
    const wayOut = '"where: { reachedBy: "Team" }" takes those whom it reaches.';
    const { warnings } = await grant({ identity: 'Team', policy: 'Sales' });
    expect(warnings).toMatchObject([
      { code: 'NO_USERS', message: `${message} ${wayOut}` },
      { code: 'NOTHING_CHANGED' },
    ]);
    expect((await grant({ identity: 'Supplier', policy: 'Sales' })).warnings[0]).toEqual(leftOut('1 contact'));
  });

  it('leaves nobody where it is all that there is, so that nothing is written', async () => {
    const { warnings, ...answer } = await grant({ where: { displayName: { eq: 'Team' } }, policy: null });
    expect(answer).toMatchObject({ succeeded: 0, failed: 0, operationId: null, results: { nodes: [] } });
    expect(warnings).toEqual([
      leftOut('1 group'),
      { code: 'NOTHING_CHANGED', message: 'Nothing that can be changed meets the conditions; nothing is written.' },
    ]);
  });
});

it('leaves out who vanished, unless a policy is taken away', async () => {
  const { Bob: _bob, Team: _team, ...others } = offices.directory;
  await organisation.sync(others);
  expect(await grant({ where: users, policy: 'Interns' })).toMatchObject({ succeeded: 6, failed: 0 });
  expect(await having('Sales')).toEqual(['Bob']);
  expect(await grant({ where: { missing: { eq: true }, policy: {} }, policy: null })).toMatchObject({ succeeded: 1 });
  expect(await having('Sales')).toEqual([]);
});

it('is carried out as it was planned, unless others fit by then', async () => {
  const input = { where: { effectivePolicy: { enablePersistentChat: { eq: false } } }, policy: 'Sales' };
  const { plan, impact, ...planned } = await grant({ ...input, whatIf: true });
  expect(planned).toMatchObject({ succeeded: 4, operationId: null });
  expect(namesOf(impact)).toEqual({ gained: ['Ann', 'Ria Smith'], lost: [] });
  expect(await having('Sales')).toEqual(['Bob', 'Eve']);
  await grant({ identity: 'Cleo', policy: 'Interns' });
  expect(await refused({ ...input, confirm: plan })).toMatchObject({ code: 'PLAN_STALE' });
  await grant({ identity: 'Cleo', policy: null });
  expect(await grant({ ...input, confirm: plan })).toMatchObject({ succeeded: 4, failed: 0 });
});

it('gives a retry by its key the first answer', async () => {
  const input = { where: users, policy: 'Sales', idempotencyKey: 'key' };
  const first = await grant(input);
  expect(await grant(input)).toEqual(first);
});

it('takes as many statements for fifty users as for one', async () => {
  const people = Array.from({ length: 50 }, (_, i) => `User ${i}`);
  const many = await TestOrganisation.start({
    pools: {},
    directory: Object.fromEntries(people.map((name) => [name, {}])),
    policies: { Sales: {}, Interns: {} },
  });
  const { gateway } = many;
  const statements = (identity: string, policy: string) =>
    gateway.statementsOf(() => many.data(GRANT_POLICIES, { input: { identity, policy } }));
  await statements('User *', 'Interns');
  const one = await statements('User 7', 'Sales');
  expect(await statements('User *', 'Sales')).toHaveLength(one.length);
});

describe('a refusal, which writes nothing,', () => {
  it.each([
    [
      { policy: 'Sales' },
      'BAD_USER_INPUT',
      'input.where',
      'Say which are meant, by "where", "identity", "filter", "ldapFilter" or "ou"; "where: {}" takes all that there are.',
    ],
    [
      { where: {} },
      'BAD_USER_INPUT',
      'input.policy',
      'Say which policy to grant, by "policy"; null takes away the one that is granted.',
    ],
    [{ where: {}, policy: 'Nothing' }, 'NOT_FOUND', 'input.policy', 'There is no policy "Nothing".'],
    [
      { where: {}, policy: 'global' },
      'BAD_USER_INPUT',
      'input.policy',
      'The policy global applies by itself: only policies that have a name of their own are granted.',
    ],
    [
      { identity: 'Ken  Smith', policy: 'Sales' },
      'NOT_FOUND',
      'input.identity',
      '"Ken  Smith" names no principal of the directory.',
    ],
    [
      { identity: 'sip:ken*', policy: 'Sales' },
      'BAD_USER_INPUT',
      'input.identity',
      '"sip:ken*" has a wildcard, which only display names take; other identities are looked for by "filter", as in "SipAddress -like \'sip:ken*\'".',
    ],
    [
      { ou: 'Ann', policy: 'Sales' },
      'BAD_USER_INPUT',
      'input.ou',
      '"Ann" is a USER: nothing stands below it in the directory.',
    ],
    [
      { where: { reachedBy: 'Nobody' }, policy: 'Sales' },
      'NOT_FOUND',
      'input.where.reachedBy',
      '"Nobody" names no principal of the directory.',
    ],
  ])('comes for %j', async (input, code, parameter, message) => {
    expect(await refused(input)).toEqual({ code, parameter, message, cmdlet: 'Grant-CsPersistentChatPolicy' });
  });

  it.each([
    [{ filter: 'DisplayName -eq' }, 'input.filter'],
    [{ ldapFilter: '(cn=' }, 'input.ldapFilter'],
    [{ identity: '' }, 'input.where'],
    [{ where: { policy: { identity: null } } }, 'input.where.policy.identity'],
  ])('comes for %j', async (selection, parameter) => {
    expect(await refused({ ...selection, policy: 'Sales' })).toMatchObject({ code: 'BAD_USER_INPUT', parameter });
  });

  it('comes to everybody but administrators', async () => {
    for (const as of ['viewer', 'Ann'])
      expect(await refused({ where: {}, policy: 'Sales' }, as)).toMatchObject({ code: 'FORBIDDEN' });
  });
});
