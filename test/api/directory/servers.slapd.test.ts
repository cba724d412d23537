import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Attribute, Change, Control } from 'ldapts';

import { AuditEntry } from '../../../src/changes/audit-entry.entity';
import { Principal } from '../../../src/directory/principal.entity';
import { DirectoryLease } from '../../../src/directory/sync/directory-lease.entity';
import { DirectorySync } from '../../../src/features/directory/directory-sync.entity';
import { afterThisFile } from '../../support/clean-up';
import { startTestGateway, type TestGateway } from '../../support/gateway';
import { CONTOSO, startContosoSlapd } from '../../support/ldap/contoso-slapd';
import type { PrivateSlapd } from '../../support/ldap/private-slapd';
import { SeverableProxy } from '../../support/severable-proxy';
import { until } from '../../support/until';
import { type ListedSync, SYNC, type SyncAnswer, SYNCS } from './scene';

const zoe = `uid=zoe,ou=People,${CONTOSO}`;
/** An account from which Zoë is hidden. */
const porter = `cn=porter,${CONTOSO}`;
/** Lets entries be added with GUIDs of their own. */
const RELAX = '1.3.6.1.4.1.4203.666.5.12';

let slapd: PrivateSlapd;
let gateway: TestGateway;
let path: string;

/** Two ways to one server, so that the same is on either. */
let lines: SeverableProxy[];
let first: string;
let spare: string;

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gateway-directory-'));
  afterThisFile(async () => rmSync(folder, { recursive: true }));
  slapd = await startContosoSlapd({
    each: [`access to dn.exact="${zoe}" by dn.exact="${porter}" none by * read`, 'access to * by * read'],
  });
  const account = { objectClass: ['organizationalRole', 'simpleSecurityObject'], cn: 'porter', userPassword: 'port' };
  await slapd.change(CONTOSO, (client) => client.add(porter, account));
  const { hostname: host, port } = new URL(slapd.url);
  lines = [1, 2].map(() => new SeverableProxy({ host, port: Number(port) }));
  const ports = await Promise.all(lines.map((line) => line.mend()));
  [first, spare] = ports.map((each) => `ldap://127.0.0.1:${each}`) as [string, string];
  afterThisFile(async () => void (await Promise.allSettled(lines.map((line) => line.cut()))));
  const credentials = {
    reader: { user: `cn=reader,${CONTOSO}`, password: { text: 'read' } },
    manager: { user: `cn=manager,${CONTOSO}`, password: { text: 'manage' } },
    porter: { user: porter, password: { text: 'port' } },
    stranger: { user: `cn=reader,${CONTOSO}`, password: { text: 'wrong' } },
  };
  const source = {
    name: 'contoso',
    kind: 'openldap',
    tls: 'none',
    servers: [first, spare],
    base: CONTOSO,
    credential: 'reader',
  };
  path = join(folder, 'directory.json');
  writeFileSync(path, JSON.stringify({ credentials, sources: [source] }));
  gateway = await startTestGateway({
    directory: { source: 'file', path },
    // One of six is more than is usually let go.
    config: { directorySyncInterval: 0, directoryMaxLoss: 20 },
  });
});

async function sync(input: object): Promise<SyncAnswer> {
  const { data, errors } = await gateway.graphql<{ syncDirectory: SyncAnswer }>(SYNC, { input });
  expect(errors).toBeUndefined();
  return data!.syncDirectory;
}

async function last(): Promise<ListedSync> {
  const { data } = await gateway.graphql<{ directorySyncs: { nodes: ListedSync[] } }>(SYNCS, { first: 1 });
  return data!.directorySyncs.nodes[0]!;
}

const rename = (displayName: string) =>
  slapd.change(CONTOSO, (client) =>
    client.modify(
      zoe,
      new Change({ operation: 'replace', modification: new Attribute({ type: 'displayName', values: [displayName] }) }),
    ),
  );

const nameOf = async () =>
  (await gateway.store.read.findOneByOrFail(Principal, { upnKey: 'zoe@contoso.com' })).displayName;

// In their order: each begins with what the one before left.
it('fills the directory from the first server, all of it', async () => {
  expect(await last()).toMatchObject({
    state: 'SUCCEEDED',
    trigger: 'START',
    sources: [{ name: 'contoso', server: first, whole: true }],
  });
  expect(await nameOf()).toBe('Zoë');
});

it('tells what the source is, and names its servers', async () => {
  const { data } = await gateway.graphql('{ directorySources { name kind servers } }');
  expect(data).toEqual({
    directorySources: [{ name: 'contoso', kind: 'OPENLDAP', servers: [first, spare] }],
  });
});

it('asks only for what has changed, unless it is to read the whole', async () => {
  await rename('Zoë Ö.');
  expect((await sync({})).report!.figures).toMatchObject({ changed: 1 });
  expect((await last()).sources).toEqual([{ name: 'contoso', server: first, whole: false }]);
  await sync({ whole: true });
  expect(await last()).toMatchObject({ state: 'UNCHANGED', sources: [{ whole: true }] });
});

it('asks the server that is named, by host and port or by URL', async () => {
  await rename('Zoë of the spare');
  await sync({ domainController: new URL(spare).host.toUpperCase() });
  expect((await last()).sources[0]!.server).toBe(spare);
  expect(await nameOf()).toBe('Zoë of the spare');
  await rename('Zoë of the first');
  await sync({ domainController: first });
  expect((await last()).sources[0]!.server).toBe(first);
  expect(await nameOf()).toBe('Zoë of the first');
});

it('is who the credential says', async () => {
  expect((await sync({ credential: 'manager', whole: true })).sync!.state).toBe('UNCHANGED');
  const { errors } = await gateway.graphql(SYNC, { input: { credential: 'stranger' } });
  expect(errors).toMatchObject([
    { message: expect.stringContaining('the user or the password is wrong'), extensions: { code: 'UNAVAILABLE' } },
  ]);
});

it.each([
  [
    { domainController: '127.0.0.1:9' },
    'domainController',
    /^"127\.0\.0\.1:9" is no server of the directory; those that/,
  ],
  [
    { domainController: 'ldap://evil.example' },
    'domainController',
    /^"ldap:\/\/evil\.example" is no server of the directory/,
  ],
  [
    { credential: 'root' },
    'credential',
    /^There is no credential "root"; those that are configured: "reader", "manager", "porter", "stranger"\.$/,
  ],
])('refuses what is not configured: %j', async (input, parameter, message) => {
  const before = await gateway.store.read.count(DirectorySync);
  for (const [document, path] of [
    [SYNC, 'input.'],
    [PRINCIPAL, ''],
  ] as const) {
    const variables = path ? { input } : { identity: 'zoe@contoso.com', ...input };
    const { errors } = await gateway.graphql(document, variables);
    expect(errors).toMatchObject([
      { message: expect.stringMatching(message), extensions: { code: 'BAD_USER_INPUT', parameter: path + parameter } },
    ]);
  }
  expect(await gateway.store.read.count(DirectorySync)).toBe(before);
});

it('goes on with the spare server where the first is down, and serves where both are', async () => {
  await lines[0]!.cut();
  await sync({ whole: true });
  expect((await last()).sources[0]!.server).toBe(spare);
  await lines[1]!.cut();
  const { errors } = await gateway.graphql(SYNC, { input: {} });
  expect(errors).toMatchObject([{ extensions: { code: 'UNAVAILABLE' } }]);
  const response = await fetch(`${gateway.url}/readyz`);
  expect([response.status, await response.json()]).toMatchObject([
    200,
    { ready: true, directory: { contoso: { syncedAt: expect.any(String), error: 'UNAVAILABLE' } } },
  ]);
  await Promise.all(lines.map((line) => line.mend()));
  expect((await sync({})).sync!.state).toBe('UNCHANGED');
});

const PRINCIPAL = `query Fresh($identity: String!, $domainController: String, $credential: String) {
  principal(identity: $identity, domainController: $domainController, credential: $credential) { displayName missing } }`;

const fresh = (identity: string, at: object, as = gateway.administratorToken) =>
  gateway.graphql<{ principal: { displayName: string; missing: boolean } | null }>(
    PRINCIPAL,
    { identity, ...at },
    { as },
  );

describe('a principal that is asked for at a server', () => {
  const at = () => ({ domainController: first });

  it('is up to date before it is answered, and nobody else is', async () => {
    await rename('Zoë Fresh');
    await slapd.change(CONTOSO, (client) => client.add(`uid=yan,ou=People,${CONTOSO}`, person('yan')));
    expect(await fresh('zoe@contoso.com', at())).toEqual({
      data: { principal: { displayName: 'Zoë Fresh', missing: false } },
    });
    expect(await gateway.store.read.countBy(Principal, { logonNameKey: 'yan' })).toBe(0);
    const { id, trigger, state, auditEntry } = await last();
    expect({ trigger, state, auditEntry }).toMatchObject({
      trigger: 'REFRESH',
      state: 'SUCCEEDED',
      auditEntry: { identity: 'contoso' },
    });
    const { data } = await gateway.graphql<{ directorySources: { lastSuccess: { id: string } }[] }>(
      '{ directorySources { lastSuccess { id } } }',
    );
    // Of the source as such that says nothing.
    expect(data!.directorySources[0]!.lastSuccess.id).not.toBe(id);
  });

  it('is found though it is new, by its distinguished name', async () => {
    expect(await fresh(`uid=yan,ou=People,${CONTOSO}`, at())).toEqual({
      data: { principal: { displayName: 'yan', missing: false } },
    });
  });

  it('writes nothing where nothing has changed, and adds nothing to the list', async () => {
    await fresh('zoe@contoso.com', { credential: 'manager' });
    const [rows, entries] = [await gateway.store.read.count(DirectorySync), await gateway.store.read.count(AuditEntry)];
    await fresh('zoe@contoso.com', at());
    expect(await gateway.store.read.count(DirectorySync)).toBe(rows);
    expect(await gateway.store.read.count(AuditEntry)).toBe(entries);
  });

  it('is not taken for gone by one that does not see it, which a sync is to tell', async () => {
    const { errors } = await fresh('zoe@contoso.com', { credential: 'porter' });
    expect(errors).toMatchObject([
      {
        message: '"contoso", as it was asked, doesn\'t show "Zoë Fresh": whether it is gone is for a sync to tell.',
        extensions: { code: 'NOT_FOUND', parameter: 'credential' },
      },
    ]);
    expect(await gateway.store.read.countBy(Principal, { missing: true })).toBe(0);

    const yan = `uid=yan,ou=People,${CONTOSO}`;
    await slapd.change(CONTOSO, (client) => client.del(yan));
    expect((await fresh(yan, at())).errors).toMatchObject([
      { extensions: { code: 'NOT_FOUND', parameter: 'domainController' } },
    ]);
    expect(await gateway.store.read.findOneByOrFail(Principal, { logonNameKey: 'yan' })).toMatchObject({
      missing: false,
    });
    await sync({});
    expect(await fresh(yan, at())).toEqual({ data: { principal: { displayName: 'yan', missing: true } } });
  });

  it('is brought back by a sync only', async () => {
    const xia = `uid=xia,ou=People,${CONTOSO}`;
    const entryUUID = '0000000a-0000-0000-0000-000000000000';
    const add = () =>
      slapd.change(CONTOSO, (client) =>
        client.add(xia, { ...person('xia'), entryUUID }, new Control(RELAX, { critical: true })),
      );
    await add();
    await fresh(xia, at());
    await slapd.change(CONTOSO, (client) => client.del(xia));
    await sync({});
    await add();
    expect((await fresh(xia, at())).errors).toMatchObject([
      {
        message: '"xia" is back in "contoso": sync that, which finds the groups that have it too.',
        extensions: { code: 'CONFLICT' },
      },
    ]);
    await sync({});
    expect(await fresh(xia, at())).toEqual({ data: { principal: { displayName: 'xia', missing: false } } });
  });

  it('is no container: with such, all below would have to be read', async () => {
    const staff = `ou=Staff,${CONTOSO}`;
    await slapd.change(CONTOSO, (client) => client.modifyDN(`ou=People,${CONTOSO}`, staff));
    const before = await gateway.store.read.find(Principal, { order: { id: 'ASC' } });
    for (const identity of ['People', staff]) {
      expect((await fresh(identity, at())).errors).toMatchObject([
        {
          message: `"${staff}" is a container, with which much else may have changed: sync "contoso" instead.`,
          extensions: { code: 'BAD_USER_INPUT', parameter: 'domainController' },
        },
      ]);
    }
    expect(await gateway.store.read.find(Principal, { order: { id: 'ASC' } })).toEqual(before);
    await slapd.change(CONTOSO, (client) => client.modifyDN(staff, `ou=People,${CONTOSO}`));
  });

  it('may be one of several in a query', async () => {
    const several = `query ($at: String!) {
      zoe: principal(identity: "zoe@contoso.com", domainController: $at) { displayName }
      zoeAgain: principal(identity: "zoe@contoso.com", domainController: $at) { displayName }
      guests: principal(identity: "Guests", domainController: $at) { displayName } }`;
    await rename('Zoë of several');
    const zoe = { displayName: 'Zoë of several' };
    expect(await gateway.graphql(several, { at: first })).toEqual({
      data: { zoe, zoeAgain: zoe, guests: { displayName: 'Guests' } },
    });
  });

  it('waits a little for a sync that is under way', async () => {
    const syncing = (forMs: number) =>
      gateway.store.write((tx) =>
        tx.update(DirectoryLease, 1, { holder: 'another', expiresAt: new Date(Date.now() + forMs) }),
      );
    await rename('Zoë in time');
    await syncing(1_000);
    expect(await fresh('zoe@contoso.com', at())).toEqual({
      data: { principal: { displayName: 'Zoë in time', missing: false } },
    });
    await syncing(60_000);
    expect((await fresh('zoe@contoso.com', at())).errors).toMatchObject([{ extensions: { code: 'CONFLICT' } }]);
    await syncing(0);
  });

  it('is nobody where neither the gateway nor the server knows it', async () => {
    for (const identity of ['nobody@contoso.com', `uid=nobody,ou=People,${CONTOSO}`]) {
      expect((await fresh(identity, at())).errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    }
  });

  it('is for administrators only', async () => {
    expect((await fresh('zoe@contoso.com', at(), gateway.viewerToken)).errors).toMatchObject([
      {
        message: 'To ask the directory takes a token with the role ADMINISTRATOR; yours has the role VIEWER.',
        extensions: { code: 'FORBIDDEN', parameter: 'domainController' },
      },
    ]);
  });

  it('fails where the server can not be asked', async () => {
    await lines[1]!.cut();
    expect((await fresh('zoe@contoso.com', { domainController: spare })).errors).toMatchObject([
      { extensions: { code: 'UNAVAILABLE' } },
    ]);
  });
});

it('reads the whole again once the time for that has come', async () => {
  let time = Date.now();
  const timed = await startTestGateway({
    directory: { source: 'file', path },
    now: () => new Date(time),
    config: { directorySyncInterval: 0.02, directorySweepInterval: 2 },
  });
  const TIMED = '{ directorySyncs(where: { trigger: { eq: TIMER } }) { nodes { state sources { whole } } } }';
  const read = (whole: boolean) =>
    until(async () => {
      time += 1_000;
      const { data } = await timed.graphql<{ directorySyncs: { nodes: ListedSync[] } }>(TIMED);
      // Of the quiet syncs only the newest is kept: an older one may go while its sources are being read.
      return data!.directorySyncs.nodes.some(
        ({ state, sources }) => state === 'UNCHANGED' && sources.some((source) => source.whole === whole),
      );
    });
  await read(false);
  time += 2 * 3_600_000;
  await read(true);
  await timed.stop();
});

function person(uid: string): Record<string, string> {
  return { objectClass: 'inetOrgPerson', uid, cn: uid, sn: uid, displayName: uid };
}

describe('the endpoints, which are kept in the store,', () => {
  const ENDPOINTS = `query ($domainController: String, $credential: String) {
    endpoints(domainController: $domainController, credential: $credential) { totalCount }
  }`;

  it('answer by any name that is configured', async () => {
    for (const variables of [{ domainController: first }, { domainController: spare, credential: 'porter' }]) {
      expect(await gateway.graphql(ENDPOINTS, variables)).toEqual({ data: { endpoints: { totalCount: 0 } } });
    }
  });

  it.each([
    [
      { domainController: 'dc9' },
      (): string => `"dc9" is no server of the directory; those that are configured: "${first}", "${spare}".`,
    ],
    [
      { credential: 'nobody' },
      (): string =>
        'There is no credential "nobody"; those that are configured: "reader", "manager", "porter", "stranger".',
    ],
  ])('refuse %j', async (variables, message) => {
    const { errors } = await gateway.graphql(ENDPOINTS, variables);
    expect(errors).toMatchObject([
      { message: message(), extensions: { code: 'BAD_USER_INPUT', parameter: Object.keys(variables)[0] } },
    ]);
  });
});
