import { ErrorCode } from '../../../src/errors';
import { syncNow } from '../../../src/directory/sync/sync-now';
import { toGlobalId } from '../../../src/graphql/node';
import { AccessToken } from '../../../src/security/access-token.entity';
import { directoryOf, domain, guid, type TestEntry } from '../../support/directory';
import { startTestGateway, type TestGateway } from '../../support/gateway';

const START = new Date('2026-11-22T08:00:00.000Z');
const HOUR_MS = 60 * 60 * 1000;

let gateway: TestGateway;
let now = START;

const people: TestEntry[] = [
  { dn: domain, objectClass: 'domainDNS', objectGUID: guid(1) },
  {
    dn: `CN=Ken Myer,${domain}`,
    objectClass: 'user',
    objectGUID: guid(2),
    displayName: 'Ken Myer',
    'msRTCSIP-PrimaryUserAddress': 'sip:kenmyer@litwareinc.com',
  },
  {
    dn: `CN=Pilar Ackerman,${domain}`,
    objectClass: 'user',
    objectGUID: guid(3),
    displayName: 'Pilar Ackerman',
    userAccountControl: '2',
  },
  { dn: `CN=Staff,${domain}`, objectClass: 'group', objectGUID: guid(4), displayName: 'Staff' },
];

const sync = (entries: TestEntry[]) => syncNow(gateway.store, directoryOf(entries));

beforeAll(async () => {
  gateway = await startTestGateway({ now: () => now });
  await sync(people);
});

beforeEach(() => {
  now = START;
});

const NEW_TOKEN = `mutation NewToken($input: NewTokenInput!) {
  newToken(input: $input) { token accessToken { id name role principal { displayName } createdAt expiresAt revokedAt } }
}`;
const WHO = '{ viewer { actor role principal { displayName } tokenExpiresAt } }';

interface NewToken {
  newToken: { token: string; accessToken: { id: string } };
}

async function newToken(input: object): Promise<{ token: string; id: string }> {
  const { data } = await gateway.graphql<NewToken>(NEW_TOKEN, { input });
  return { token: data!.newToken.token, id: data!.newToken.accessToken.id };
}

const unauthenticated = (reason: string, message: string) => ({
  errors: [{ message, extensions: { code: ErrorCode.UNAUTHENTICATED, reason } }],
});

describe('a new token', () => {
  it('is shown once, kept as a hash, and signs its bearer in for 90 days', async () => {
    const { data } = await gateway.graphql<NewToken>(NEW_TOKEN, { input: { name: 'Nightly report', role: 'VIEWER' } });
    const expiresAt = '2027-02-20T08:00:00.000Z';

    expect(data).toEqual({
      newToken: {
        token: expect.stringMatching(/^pcg_[\w-]{43}$/),
        accessToken: {
          id: expect.any(String),
          name: 'Nightly report',
          role: 'VIEWER',
          principal: null,
          createdAt: START.toISOString(),
          expiresAt,
          revokedAt: null,
        },
      },
    });
    const { token } = data!.newToken;
    expect(JSON.stringify(await gateway.store.read.find(AccessToken))).not.toContain(token);
    expect(await gateway.graphql(WHO, {}, { as: token })).toEqual({
      data: { viewer: { actor: 'Nightly report', role: 'VIEWER', principal: null, tokenExpiresAt: expiresAt } },
    });
  });

  it('of a user speaks for that user, by any form of identity', async () => {
    const { token } = await newToken({
      name: "Ken's laptop",
      role: 'USER',
      principal: 'ken myer',
      expiresAt: '2026-11-23T08:00:00Z',
    });
    expect(await gateway.graphql(WHO, {}, { as: token })).toEqual({
      data: {
        viewer: {
          actor: 'sip:kenmyer@litwareinc.com',
          role: 'USER',
          principal: { displayName: 'Ken Myer' },
          tokenExpiresAt: '2026-11-23T08:00:00.000Z',
        },
      },
    });
  });

  it.each([
    [{ name: ' ', role: 'VIEWER' }, 'name', "A token's name has 1 to 256 characters; this one has 0."],
    [{ name: 'x'.repeat(257), role: 'VIEWER' }, 'name', "A token's name has 1 to 256 characters; this one has 257."],
    [{ name: 'Ken', role: 'USER' }, 'principal', 'A token with the role USER speaks for a user; say for which.'],
    [
      { name: 'Ken', role: 'VIEWER', principal: 'sip:kenmyer@litwareinc.com' },
      'principal',
      'A token with the role VIEWER speaks for no principal; leave it out.',
    ],
    [
      { name: 'Staff', role: 'USER', principal: 'Staff' },
      'principal',
      '"Staff" is a GROUP; a token speaks for a USER.',
    ],
    [
      { name: 'Pilar', role: 'USER', principal: 'Pilar Ackerman' },
      'principal',
      '"Pilar Ackerman" is disabled in the directory.',
    ],
    [
      { name: 'Late', role: 'VIEWER', expiresAt: '2026-11-22T08:00:00Z' },
      'expiresAt',
      '2026-11-22T08:00:00.000Z has passed; a token expires in the future.',
    ],
    [
      { name: 'Forever', role: 'VIEWER', expiresAt: '2027-11-24T08:00:00Z' },
      'expiresAt',
      '2027-11-24T08:00:00.000Z is too far away; a token lasts at most 366 days.',
    ],
  ])('is refused for %j', async (input, field, message) => {
    const before = await gateway.store.read.count(AccessToken);
    const { errors } = await gateway.graphql(NEW_TOKEN, { input });

    expect(errors).toEqual([
      expect.objectContaining({ message, extensions: { code: ErrorCode.BAD_USER_INPUT, parameter: `input.${field}` } }),
    ]);
    expect(await gateway.store.read.count(AccessToken)).toBe(before);
  });

  it('is refused for a principal that nobody knows', async () => {
    const { errors } = await gateway.graphql(NEW_TOKEN, {
      input: { name: 'Ghost', role: 'USER', principal: 'sip:ghost@litwareinc.com' },
    });
    expect(errors).toEqual([
      expect.objectContaining({
        message: '"sip:ghost@litwareinc.com" names no principal of the directory.',
        extensions: { code: ErrorCode.NOT_FOUND, parameter: 'input.principal' },
      }),
    ]);
  });
});

describe('a request', () => {
  it('is refused without a token', async () => {
    expect(await gateway.graphql(WHO, {}, { as: null })).toEqual(
      unauthenticated('MISSING', 'Sign in first: every request takes a token, as "Authorization: Bearer TOKEN".'),
    );
    expect((await gateway.post({ query: WHO })).status).toBe(401);
  });

  it.each(['pcg_short', 'Basic'])('is refused with what is no token: %s', async (token) => {
    expect(await gateway.graphql(WHO, {}, { as: token })).toEqual(
      unauthenticated('INVALID', 'The Authorization header holds no token of this gateway; it takes "Bearer TOKEN".'),
    );
  });

  it('is refused with a token that was never made', async () => {
    expect(await gateway.graphql(WHO, {}, { as: `pcg_${'A'.repeat(43)}` })).toEqual(
      unauthenticated('INVALID', 'The token is unknown or was revoked.'),
    );
  });

  it('is refused from the moment that the token expires', async () => {
    const { token } = await newToken({ name: 'Short', role: 'VIEWER', expiresAt: '2026-11-22T09:00:00Z' });
    now = new Date(START.getTime() + HOUR_MS - 1);
    expect(await gateway.graphql('{ viewer { actor } }', {}, { as: token })).toEqual({
      data: { viewer: { actor: 'Short' } },
    });
    now = new Date(START.getTime() + HOUR_MS);
    expect(await gateway.graphql(WHO, {}, { as: token })).toEqual(
      unauthenticated('EXPIRED', 'The token expired at 2026-11-22T09:00:00.000Z.'),
    );
  });

  it('is refused once the principal of the token is disabled or gone', async () => {
    const { token } = await newToken({ name: 'Ken', role: 'USER', principal: 'sip:kenmyer@litwareinc.com' });
    const refusal = unauthenticated(
      'INVALID',
      'The principal of the token is disabled in the directory or gone from it.',
    );
    try {
      await sync(
        people.map((entry) => (entry.displayName === 'Ken Myer' ? { ...entry, userAccountControl: '514' } : entry)),
      );
      expect(await gateway.graphql(WHO, {}, { as: token })).toEqual(refusal);
      await sync(people.filter(({ displayName }) => displayName !== 'Ken Myer'));
      expect(await gateway.graphql(WHO, {}, { as: token })).toEqual(refusal);
    } finally {
      await sync(people);
    }
    expect(await gateway.graphql('{ viewer { role } }', {}, { as: token })).toEqual({
      data: { viewer: { role: 'USER' } },
    });
  });

  it('finds its token and the principal of it in one statement', async () => {
    const { token } = await newToken({ name: 'Ken', role: 'USER', principal: 'sip:kenmyer@litwareinc.com' });
    const statements = await gateway.statementsOf(() => gateway.graphql('{ viewer { actor } }', {}, { as: token }));
    expect(statements).toHaveLength(1);
  });
});

describe('a revoked token', () => {
  const REVOKE = 'mutation Revoke($id: ID!) { revokeToken(input: { id: $id }) { accessToken { id revokedAt } } }';

  it('signs nobody in, and stays revoked as of the first time', async () => {
    const { token, id } = await newToken({ name: 'Leaked', role: 'ADMINISTRATOR' });
    const revoked = { data: { revokeToken: { accessToken: { id, revokedAt: START.toISOString() } } } };

    expect(await gateway.graphql(REVOKE, { id })).toEqual(revoked);
    expect(await gateway.graphql(WHO, {}, { as: token })).toEqual(
      unauthenticated('INVALID', 'The token is unknown or was revoked.'),
    );
    now = new Date(START.getTime() + HOUR_MS);
    expect(await gateway.graphql(REVOKE, { id })).toEqual(revoked);
  });

  it.each([
    [toGlobalId('AccessToken', 9999), ErrorCode.NOT_FOUND, 'There is no token with the id 9999.'],
    [
      toGlobalId('Room', 1),
      ErrorCode.BAD_USER_INPUT,
      `"${toGlobalId('Room', 1)}" is an id of the type Room, not of the type AccessToken.`,
    ],
    ['1', ErrorCode.BAD_USER_INPUT, '"1" is not an id of this graph.'],
  ])('must exist: %s', async (id, code, message) => {
    const { errors } = await gateway.graphql(REVOKE, { id });
    expect(errors).toEqual([expect.objectContaining({ message, extensions: { code, parameter: 'input.id' } })]);
  });
});

it('lists tokens, the latest first, without their secrets', async () => {
  now = new Date(START.getTime() + 2 * HOUR_MS);
  await newToken({ name: 'Latest', role: 'USER', principal: 'Ken Myer' });
  const { data } = await gateway.graphql('{ tokens(first: 1) { nodes { name principal { displayName } } } }');
  expect(data).toEqual({ tokens: { nodes: [{ name: 'Latest', principal: { displayName: 'Ken Myer' } }] } });

  const columns = await gateway.graphql('{ __type(name: "AccessToken") { fields { name } } }');
  expect(JSON.stringify(columns)).not.toMatch(/hash|secret/i);
});
