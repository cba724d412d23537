import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Attribute, Change } from 'ldapts';
import { pino } from 'pino';

import { guidText } from '../../../src/directory/principal-mapper';
import { Principal } from '../../../src/directory/principal.entity';
import { AccessToken } from '../../../src/security/access-token.entity';
import { SignInFailures } from '../../../src/security/sign-in-failures.entity';
import { afterThisFile } from '../../support/clean-up';
import { type Answer, startTestGateway, type TestGateway } from '../../support/gateway';
import type { PrivateSlapd } from '../../support/ldap/private-slapd';
import { LITWARE, startSampleSlapd } from '../../support/ldap/sample-slapd';

const START = new Date('2026-11-22T08:00:00.000Z');
const MINUTE_MS = 60 * 1000;
const SIGN_IN = 'mutation SignIn($input: SignInInput!) { signIn(input: $input) { token expiresAt } }';
const WHO = '{ viewer { actor role principal { displayName } tokenExpiresAt } }';

const ken = 'sip:kenmyer@litwareinc.com';
const kensName = `CN=Ken Myer,OU=IT,OU=Redmond,${LITWARE}`;
const kensPassword = 'Kën, "s3cret"';
const theirPassword = 'the-same-for-all';
const wrongPassword = 'Wr0ng!';
const newPassword = 'N3w-here!';

const nameOf = (cn: string) => `CN=${cn},CN=Users,${LITWARE}`;
const guidBytesOf = (cn: string) => `GUID of ${cn}`.padEnd(16);
const guidOf = (cn: string) => guidText(guidBytesOf(cn))!;
const user = (cn: string, others: Record<string, string | string[]> = {}) => ({
  objectClass: ['top', 'person', 'organizationalPerson', 'user'],
  cn,
  objectGUID: guidBytesOf(cn),
  userPassword: theirPassword,
  ...others,
});

const partners = `dn: DC=partners,DC=com
objectClass: domainDNS
objectGUID: GUID of partners

dn: CN=Pat Partner,DC=partners,DC=com
objectClass: user
cn: Pat Partner
objectGUID: GUID of Pat Part
userPassword: ${theirPassword}
`;

interface SignedIn {
  signIn: { token: string; expiresAt: string };
}

let slapd: PrivateSlapd;
let gateway: TestGateway;
let now = START;
const logged: string[] = [];

beforeAll(async () => {
  slapd = await startSampleSlapd();
  await slapd.change(LITWARE, async (client) => {
    const password = (value: string) =>
      new Change({ operation: 'add', modification: new Attribute({ type: 'userPassword', values: [value] }) });
    await client.modify(kensName, password(kensPassword));
    const add = (cn: string, others: Record<string, string | string[]> = {}) =>
      client.add(nameOf(cn), user(cn, others));
    await add('Twin A', { displayName: 'Twin' });
    await add('Twin B', { displayName: 'Twin' });
    await add('Off', { userAccountControl: '514' });
    await add('Lost');
    await add('Old Hand');
    await add('Moved');
    await add('Team', { objectClass: ['top', 'group'] });
  });
  const folder = mkdtempSync(join(tmpdir(), 'gateway-sign-in-'));
  afterThisFile(async () => rmSync(folder, { recursive: true }));
  const path = join(folder, 'directory.json');
  const credentials = { reader: { user: `cn=manager,${LITWARE}`, password: { text: 'manage' } } };
  const litware = {
    name: 'litware',
    kind: 'ad',
    servers: [slapd.url],
    base: LITWARE,
    credential: 'reader',
    tls: 'none',
  };
  const sources = [litware, { name: 'partners', kind: 'ldif', path: 'partners.ldif' }];
  writeFileSync(join(folder, 'partners.ldif'), partners);
  writeFileSync(path, JSON.stringify({ credentials, sources }));
  const log = pino({ level: 'trace' }, { write: (line: string) => logged.push(line) });
  gateway = await startTestGateway({
    directory: { source: 'file', path },
    config: { trustProxy: 1 },
    log,
    now: () => now,
  });
  await gateway.store.write((tx) => tx.update(Principal, { displayName: 'Lost' }, { missing: true }));
});

beforeEach(async () => {
  now = START;
  await gateway.store.write((tx) => tx.clear(SignInFailures));
});

const signIn = (identity: string, password: string, from = '192.0.2.7'): Promise<Answer<SignedIn>> =>
  gateway.graphql<SignedIn>(
    SIGN_IN,
    { input: { identity, password } },
    { as: null, headers: { 'x-forwarded-for': from } },
  );

const refusedAs = (message: string, extensions: object) => ({
  data: { signIn: null },
  errors: [{ message, locations: [{ line: 1, column: 41 }], path: ['signIn'], extensions }],
});
const refused = refusedAs('The identity or the password is wrong, or the user may not sign in.', {
  code: 'UNAUTHENTICATED',
  reason: 'INVALID',
});
const limitExceeded = (retryAfter: number) =>
  refusedAs(`Too many sign-ins have failed; try again in ${retryAfter} seconds.`, {
    code: 'LIMIT_EXCEEDED',
    retryAfter,
  });

/** Everything that the store keeps. */
async function contents(): Promise<string> {
  const { read } = gateway.store;
  const tables = await Promise.all(
    read.dataSource.entityMetadatas.map(({ tableName }) => read.query(`SELECT * FROM ${tableName}`)),
  );
  return JSON.stringify(tables);
}

describe('the right password', () => {
  it.each([
    ['SIP address', ken],
    ['user principal name', 'KenMyer@litwareinc.com'],
    ['logon name', 'litwareinc\\kenmyer'],
    ['display name', 'ken myer'],
    ['distinguished name', `cn=Ken Myer, ou=IT, ou=Redmond, ${LITWARE}`],
    ['GUID', '{150F337C-9957-4FBC-BE0C-E0B53445E7B5}'],
  ])('signs a user in by the %s, for an hour', async (_, identity) => {
    const { data } = await signIn(identity, kensPassword);
    const tokenExpiresAt = '2026-11-22T09:00:00.000Z';
    expect(data).toEqual({ signIn: { token: expect.stringMatching(/^pcg_/), expiresAt: tokenExpiresAt } });
    const { token } = data!.signIn;
    expect(await gateway.graphql(WHO, {}, { as: token })).toEqual({
      data: { viewer: { actor: ken, role: 'USER', principal: { displayName: 'Ken Myer' }, tokenExpiresAt } },
    });
    now = new Date(START.getTime() + 60 * MINUTE_MS);
    expect(await gateway.graphql(WHO, {}, { as: token })).toMatchObject({
      errors: [{ message: `The token expired at ${tokenExpiresAt}.`, extensions: { reason: 'EXPIRED' } }],
    });
  });

  it('is in the audit trail as a sign-in of the user', async () => {
    await signIn(ken, kensPassword);
    const trail = `{ auditEntries(first: 1) {
      nodes { actor operation identity reason principal { displayName } token { name } changes { path after } }
    } }`;
    expect(await gateway.graphql(trail)).toEqual({
      data: {
        auditEntries: {
          nodes: [
            {
              actor: ken,
              operation: 'signIn',
              identity: 'Sign-in',
              reason: null,
              principal: { displayName: 'Ken Myer' },
              token: null,
              changes: [
                { path: 'name', after: 'Sign-in' },
                { path: 'role', after: 'USER' },
                { path: 'principal', after: ken },
                { path: 'expiresAt', after: '2026-11-22T09:00:00.000Z' },
              ],
            },
          ],
        },
      },
    });
  });

  it('gives a token that is listed on request only', async () => {
    await signIn(ken, kensPassword);
    const names = (list: string) => gateway.graphql(`{ tokens(first: 1, ${list}) { nodes { name session } } }`);
    const newestFirst = 'order: { field: CREATED_AT, direction: DESC }';
    expect(await names(`sessions: true, ${newestFirst}`)).toEqual({
      data: { tokens: { nodes: [{ name: 'Sign-in', session: true }] } },
    });
    expect(await names(newestFirst)).toEqual({
      data: { tokens: { nodes: [{ name: 'Test viewer', session: false }] } },
    });
  });

  it('counts for nobody, and needs no more statements for many tokens that have expired', async () => {
    for (let i = 0; i < 12; i += 1) expect(await signIn(ken, kensPassword)).not.toHaveProperty('errors');
    const before = await gateway.store.read.countBy(AccessToken, { session: true });
    now = new Date(START.getTime() + 120 * MINUTE_MS);
    const statements = await gateway.statementsOf(() => signIn(ken, kensPassword));
    expect(statements.filter((text) => /^DELETE/.test(text))).toHaveLength(2);
    expect(statements.length).toBeLessThanOrEqual(14);
    expect(before).toBeGreaterThanOrEqual(12);
    expect(await gateway.store.read.countBy(AccessToken, { session: true })).toBe(1);
  });
});

describe('one and the same answer', () => {
  it.each([
    ['a wrong password', ken, wrongPassword],
    ['an empty password', ken, ''],
    ['a password with a zero byte', ken, `${kensPassword}\0`],
    ['a password without end', ken, 'x'.repeat(100_000)],
    ['an identity that nobody has', 'sip:ghost@litwareinc.com', wrongPassword],
    ['an identity that several have', 'Twin', theirPassword],
    ['an identity with a wildcard', 'Ken*', kensPassword],
    ['an empty identity', '', kensPassword],
    ['an identity without end', 'x'.repeat(100_000), kensPassword],
    ['a user who is disabled', 'Off', theirPassword],
    ['a user who is gone from the directory', 'Lost', theirPassword],
    ['a group', 'Team', theirPassword],
    ['a user whose source knows no passwords', 'Pat Partner', theirPassword],
    ['the account that reads the directory', `cn=manager,${LITWARE}`, 'manage'],
  ])('is given to %s', async (_, identity, password) => {
    const before = await gateway.store.read.count(AccessToken);
    expect(await signIn(identity, password)).toEqual(refused);
    expect(await gateway.store.read.count(AccessToken)).toBe(before);
  });

  it('is given by a server that is down too, and names no server', async () => {
    await slapd.stop();
    try {
      const unavailable = refusedAs("The directory can't be asked at present; try again later.", {
        code: 'UNAVAILABLE',
      });
      for (const identity of [ken, 'sip:ghost@litwareinc.com', 'Twin', 'Off', 'Lost', 'Team', 'Pat Partner', '']) {
        expect(await signIn(identity, theirPassword)).toEqual(unavailable);
      }
      for (let tries = 0; tries < 10; tries += 1) expect(await signIn(ken, kensPassword)).toEqual(unavailable);
    } finally {
      await slapd.run();
    }
    expect(await signIn(ken, kensPassword)).not.toHaveProperty('errors');
  });
});

describe('a name', () => {
  it('that went to somebody else since the last sync lets neither in as the other', async () => {
    const name = nameOf('Old Hand');
    const identities = ['Old Hand', name, guidOf('Old Hand')];
    for (const identity of identities) expect(await signIn(identity, theirPassword)).not.toHaveProperty('errors');
    await slapd.change(LITWARE, async (client) => {
      await client.del(name);
      await client.add(name, user('Old Hand', { objectGUID: 'GUID of New Hand', userPassword: newPassword }));
    });
    for (const identity of identities) {
      for (const password of [newPassword, theirPassword]) expect(await signIn(identity, password)).toEqual(refused);
    }
  });

  it('that a user got since the last sync is the one that the password is asked for', async () => {
    const name = nameOf('Moved');
    await slapd.change(LITWARE, async (client) => {
      await client.modifyDN(name, `CN=Renamed,OU=Redmond,${LITWARE}`);
      await client.add(name, user('Moved', { objectGUID: 'GUID of the next', userPassword: newPassword }));
    });
    for (const identity of ['Moved', name, guidOf('Moved')]) {
      expect(await signIn(identity, newPassword)).toEqual(refused);
      const { data } = await signIn(identity, theirPassword);
      expect(await gateway.graphql(WHO, {}, { as: data!.signIn.token })).toMatchObject({
        data: { viewer: { principal: { displayName: 'Moved' } } },
      });
    }
  });
});

describe('too many failures', () => {
  /** As many as one address may. */
  const fail = async (identity: string, from: string) => {
    for (let tries = 0; tries < 10; tries += 1) expect(await signIn(identity, wrongPassword, from)).toEqual(refused);
  };

  it.each([
    [ken, undefined],
    ['sip:ghost@litwareinc.com', refused.errors],
  ])('of %s keep the right password out from the same address, and from no other', async (identity, elsewhere) => {
    await fail(identity, '192.0.2.7');
    now = new Date(START.getTime() + MINUTE_MS);
    expect(await signIn(identity, kensPassword, '192.0.2.7')).toEqual(limitExceeded(840));
    expect((await signIn(identity, kensPassword, '192.0.2.8')).errors).toEqual(elsewhere);
    expect(await signIn('Off', theirPassword, '192.0.2.7')).toEqual(refused);
  });

  it.each([ken, 'sip:ghost@litwareinc.com'])(
    'of %s from ten addresses keep it out from everywhere',
    async (identity) => {
      for (let host = 1; host <= 10; host += 1) await fail(identity, `192.0.2.${host}`);
      expect(await signIn(identity, kensPassword, '192.0.2.99')).toEqual(limitExceeded(900));
    },
  );

  it('of a user by one identity are failures by all of them, though nobody can tell', async () => {
    for (let tries = 0; tries < 5; tries += 1) {
      expect(await signIn(ken, wrongPassword)).toEqual(refused);
      expect(await signIn('Ken Myer', wrongPassword)).toEqual(refused);
    }
    expect(await signIn('litwareinc\\kenmyer', kensPassword)).toEqual(refused);
    expect(await signIn('litwareinc\\kenmyer', kensPassword, '192.0.2.8')).not.toHaveProperty('errors');
    now = new Date(START.getTime() + 15 * MINUTE_MS);
    expect(await signIn('litwareinc\\kenmyer', kensPassword)).not.toHaveProperty('errors');
  });

  it.each([
    ['one address', () => '192.0.2.7', 10, 90],
    ['everywhere', (i: number) => `192.0.2.${i}`, 100, 20],
  ])('are no more for guesses that come at once, from %s', async (_, from, made, limited) => {
    const answers = await Promise.all(
      Array.from({ length: made + limited }, (_each, i) => signIn(ken, `${wrongPassword}${i}`, from(i))),
    );
    const codes = answers.map(({ errors }) => errors![0]!.extensions.code);
    expect(codes.filter((code) => code === 'UNAUTHENTICATED')).toHaveLength(made);
    expect(codes.filter((code) => code === 'LIMIT_EXCEEDED')).toHaveLength(limited);
  });
});

it('keeps passwords out of the store, the log and the answers', async () => {
  const inline = (input: string) => gateway.graphql(`mutation { signIn(input: ${input}) { token } }`, {}, { as: null });
  const answers = [
    await signIn(ken, wrongPassword),
    await inline(JSON.stringify({ identity: ken, password: wrongPassword }).replace(/"(\w+)":/g, '$1:')),
    await inline(JSON.stringify({ identity: ken, password: kensPassword }).replace(/"(\w+)":/g, '$1:')),
  ];
  await slapd.stop();
  answers.push(await signIn(ken, kensPassword));
  await slapd.run();

  expect(logged.join()).toContain('ECONNREFUSED');
  for (const place of [JSON.stringify(answers), await contents(), logged.join('')]) {
    for (const password of [wrongPassword, 's3cret', theirPassword, newPassword]) expect(place).not.toContain(password);
  }
});
