import { toGlobalId } from '../../../src/graphql/node';
import { AccessToken } from '../../../src/security/access-token.entity';
import { TestOrganisation } from '../../support/described-organisation';

const CHANGE = `plan operationId changes { path before after } warnings { code }
  auditEntry { operation actor nodeType identity reason changes { path before after } node { ... on AccessToken { name } } }`;
const NEW_TOKEN = `mutation NewToken($input: NewTokenInput!) { newToken(input: $input) { token accessToken { id name expiresAt } ${CHANGE} } }`;
const REVOKE_TOKEN = `mutation RevokeToken($input: RevokeTokenInput!) { revokeToken(input: $input) { accessToken { name revokedAt } ${CHANGE} } }`;
const NOW = new Date('2026-11-22T08:00:00.000Z');

interface NewToken {
  newToken: {
    token: string | null;
    accessToken: { id: string } | null;
    plan: string | null;
    operationId: string | null;
  };
}

let organisation: TestOrganisation;
let now = NOW;

beforeAll(async () => {
  organisation = await TestOrganisation.start({ directory: { Ann: {} }, pools: {} }, { now: () => now });
});
beforeEach(async () => {
  now = NOW;
  await organisation.reset();
});

const make = async (input: object) => (await organisation.data<NewToken>(NEW_TOKEN, { input })).newToken;
const tokens = () => organisation.gateway.store.read.count(AccessToken);

it('are in the audit trail, without the secret', async () => {
  const changes = [
    { path: 'name', before: null, after: 'Laptop' },
    { path: 'role', before: null, after: 'USER' },
    { path: 'principal', before: null, after: 'sip:ann@litwareinc.com' },
    { path: 'expiresAt', before: null, after: '2026-12-01T00:00:00.000Z' },
  ];
  const input = {
    name: ' Laptop ',
    role: 'USER',
    principal: 'Ann',
    expiresAt: '2026-12-01T00:00:00Z',
    reason: 'New device',
  };
  const answer = await make(input);
  expect(answer).toMatchObject({
    changes,
    warnings: [],
    plan: null,
    auditEntry: {
      operation: 'newToken',
      actor: 'Test administrator',
      nodeType: 'AccessToken',
      identity: 'Laptop',
      reason: 'New device',
      changes,
      node: { name: 'Laptop' },
    },
  });
  const { audit_entries: entries } = await organisation.stored();
  expect(JSON.stringify(entries)).not.toContain(answer.token);
  const [{ hash }] = (await organisation.gateway.store.read.findBy(AccessToken, { name: 'Laptop' })) as [AccessToken];
  expect(JSON.stringify(entries)).not.toContain(hash);
});

it('are planned without a secret, and made when the plan is confirmed, also later', async () => {
  const input = { name: 'Report', role: 'VIEWER' };
  const before = await tokens();
  const { plan, ...planned } = await make({ ...input, whatIf: true });
  expect(planned).toMatchObject({ token: null, accessToken: null, operationId: null, auditEntry: null });
  expect(await tokens()).toBe(before);
  now = new Date(NOW.getTime() + 60_000);
  const made = await make({ ...input, confirm: plan });
  expect(made).toMatchObject({ accessToken: { name: 'Report', expiresAt: '2027-02-20T08:01:00.000Z' } });
  expect(await organisation.gateway.graphql('{ viewer { actor } }', {}, { as: made.token })).toEqual({
    data: { viewer: { actor: 'Report' } },
  });
  expect(
    await organisation.refusal(NEW_TOKEN, { input: { ...input, role: 'ADMINISTRATOR', confirm: plan } }),
  ).toMatchObject({
    code: 'PLAN_STALE',
  });
});

it('are made once for an idempotency key; only the first answer has the secret', async () => {
  const input = { name: 'Once', role: 'VIEWER', idempotencyKey: 'key' };
  const before = await tokens();
  const first = await make(input);
  const retry = await make(input);
  expect(first.token).toMatch(/^pcg_/);
  expect(retry).toEqual({ ...first, token: null });
  expect(await tokens()).toBe(before + 1);
  expect(JSON.stringify((await organisation.stored()).idempotent_answers)).not.toContain(first.token);
});

describe('the revoking of one', () => {
  it('is in the audit trail, and nothing is written the second time', async () => {
    const { accessToken } = await make({ name: 'Leaked', role: 'VIEWER' });
    const { id } = accessToken!;
    const changes = [{ path: 'revoked', before: false, after: true }];
    const revoke = async (input: object) =>
      (await organisation.data<{ revokeToken: object }>(REVOKE_TOKEN, { input })).revokeToken;
    expect(await revoke({ id, whatIf: true })).toMatchObject({
      accessToken: { revokedAt: null },
      changes,
      auditEntry: null,
    });
    expect(await revoke({ id, reason: 'Found on a forum' })).toMatchObject({
      accessToken: { name: 'Leaked', revokedAt: NOW.toISOString() },
      changes,
      auditEntry: { operation: 'revokeToken', identity: 'Leaked', reason: 'Found on a forum', changes },
    });
    const before = await organisation.stored();
    expect(await revoke({ id })).toMatchObject({
      accessToken: { revokedAt: NOW.toISOString() },
      changes: [],
      warnings: [{ code: 'NOTHING_CHANGED' }],
      operationId: null,
    });
    expect(await organisation.stored()).toEqual(before);
  });

  it('is refused for one that is not there', async () => {
    expect(await organisation.refusal(REVOKE_TOKEN, { input: { id: toGlobalId('AccessToken', 999) } })).toMatchObject({
      code: 'NOT_FOUND',
      parameter: 'input.id',
      message: 'There is no token with the id 999.',
    });
  });
});
