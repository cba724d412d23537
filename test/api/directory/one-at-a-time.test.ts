import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { DirectoryLease } from '../../../src/directory/sync/directory-lease.entity';
import { DirectorySyncRecords } from '../../../src/features/directory/directory-sync-records';
import { DirectorySync } from '../../../src/features/directory/directory-sync.entity';
import { DirectorySyncState, DirectorySyncTrigger } from '../../../src/features/directory/directory-sync.enums';
import { afterUse } from '../../support/clean-up';
import { startTestGateway } from '../../support/gateway';
import { startSilentServer } from '../../support/ldap/silent-server';
import { openTestStore } from '../../support/store';
import { testDatabaseUrl } from '../../support/test-database';
import { until } from '../../support/until';
import { DirectoryScene, refusal, sync, SYNC, type SyncAnswer, syncs, TwoDomains } from './scene';
import { litware } from './two-domains';

const MINUTE = 60_000;

/** Another gateway that syncs, or that died while it did. */
async function leaseUntil(scene: DirectoryScene, expiresAt: Date): Promise<void> {
  await scene.store.write(async (tx) => {
    await tx.insert(DirectorySync, {
      state: DirectorySyncState.RUNNING,
      syncTrigger: DirectorySyncTrigger.TIMER,
      actor: 'Directory sync',
      actorKey: 'directory sync',
      startedAt: new Date(),
    });
    await tx.update(DirectoryLease, 1, { holder: 'another', expiresAt });
  });
}

const released = (scene: DirectoryScene) =>
  scene.store.write((tx) => tx.update(DirectoryLease, 1, { holder: null, expiresAt: null }));

describe('while another gateway syncs', () => {
  let scene: DirectoryScene;
  beforeAll(async () => {
    scene = await DirectoryScene.start();
  });
  beforeEach(() => scene.reset());
  afterEach(() => {
    jest.restoreAllMocks();
    return released(scene);
  });

  it('a sync waits for its turn, and is one sync of the list', async () => {
    jest.spyOn(performance, 'now').mockReturnValue(0);
    const busy = jest.spyOn(DirectorySyncRecords.prototype, 'discard');
    await leaseUntil(scene, new Date(Date.now() + MINUTE));
    scene.domains.write({ litware: { ...litware, Dan: {} } });
    const asked = sync(scene);
    await until(async () => busy.mock.calls.length > 1);
    await released(scene);
    expect((await asked).sync!.state).toBe('SUCCEEDED');
    expect(await syncs(scene)).toMatchObject([{ state: 'SUCCEEDED' }, { state: 'INTERRUPTED' }]);
  });

  it('a sync that waits in vain is refused, and is no sync of the list', async () => {
    let time = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => (time += MINUTE));
    await leaseUntil(scene, new Date(Date.now() + MINUTE));
    expect(await refusal(scene)).toMatchObject({
      code: 'CONFLICT',
      message: 'The directory is being synced already, by this gateway or another; try it again when that is done.',
    });
    expect(await refusal(scene, { whatIf: true })).toMatchObject({ code: 'CONFLICT' });
    expect(await syncs(scene)).toMatchObject([{ state: 'RUNNING', endedAt: null, report: null }]);
  });

  it('a sync that loses the directory to it fails, and says so in the list', async () => {
    const taken = `UPDATE directory_lease SET holder = 'another'`;
    const body = scene.store.type === 'sqlite' ? `BEGIN ${taken}; END` : taken;
    await scene.store.write((tx) =>
      tx.query(`CREATE TRIGGER taken_over BEFORE INSERT ON staged_principals FOR EACH ROW ${body}`),
    );
    scene.domains.write({ litware: { ...litware, Dan: {}, Staff: { members: ['Dan', ...litware.Staff!.members!] } } });
    const message = 'The sync was interrupted for so long that another began; nothing was changed.';
    expect(await refusal(scene)).toMatchObject({ code: 'CONFLICT', message });
    await scene.store.write((tx) => tx.query('DROP TRIGGER taken_over'));
    expect(await syncs(scene)).toMatchObject([{ state: 'FAILED', errorCode: 'CONFLICT', error: message }]);
  });

  it('a sync that was taken for interrupted and goes on to its end has no error', async () => {
    const marked = `UPDATE directory_syncs SET state = 'INTERRUPTED', error = 'Gone.', error_code = 'UNAVAILABLE'`;
    const body = scene.store.type === 'sqlite' ? `BEGIN ${marked}; END` : marked;
    await scene.store.write((tx) =>
      tx.query(`CREATE TRIGGER marked BEFORE INSERT ON staged_principals FOR EACH ROW ${body}`),
    );
    scene.domains.write({ litware: { ...litware, Dan: {} } });
    await sync(scene);
    await scene.store.write((tx) => tx.query('DROP TRIGGER marked'));
    expect(await syncs(scene)).toMatchObject([{ state: 'SUCCEEDED', errorCode: null, error: null }]);
  });

  it('a gateway that begins takes no sync for interrupted whose lease lapsed while it applies', async () => {
    await leaseUntil(scene, new Date(Date.now() - 1));
    const records = new DirectorySyncRecords(scene.store, () => new Date());
    // The writers of the embedded store take turns, so that the sync is over by then.
    if (scene.store.type !== 'sqlite') {
      await scene.store.write(async (tx) => {
        await tx.query('SELECT holder FROM directory_lease LOCK IN SHARE MODE');
        await records.interruptAbandoned();
      });
      expect((await syncs(scene))[0]!.state).toBe('RUNNING');
    }
    await records.interruptAbandoned();
    expect((await syncs(scene))[0]!.state).toBe('INTERRUPTED');
  });

  it('a gateway that finds nobody waits for a minute at most, and serves', async () => {
    const config = { databaseUrl: await testDatabaseUrl() };
    const store = await openTestStore(config.databaseUrl);
    await store.write((tx) =>
      tx.update(DirectoryLease, 1, { holder: 'another', expiresAt: new Date(Date.now() + MINUTE) }),
    );
    let time = Date.now();
    const third = await DirectoryScene.begin(new TwoDomains(), { config, now: () => new Date((time += MINUTE)) });
    expect(await third.present()).toEqual([]);
    await until(async () => (await syncs(third)).length === 0);
    await third.gateway.stop();
  });

  it('a sync goes on once that gateway is gone, and says so of what it left', async () => {
    await leaseUntil(scene, new Date(Date.now() - 1));
    scene.domains.write({ litware: { ...litware, Dan: {} } });
    expect((await sync(scene)).sync!.state).toBe('SUCCEEDED');
    expect(await syncs(scene)).toMatchObject([
      { state: 'SUCCEEDED' },
      { state: 'INTERRUPTED', endedAt: null, error: 'The gateway that made it ended before it was done.' },
    ]);
  });

  it('the start of a third leaves it alone, unless that gateway is gone', async () => {
    const config = { databaseUrl: await testDatabaseUrl() };
    const first = await DirectoryScene.begin(new TwoDomains(), { config });
    await leaseUntil(first, new Date(Date.now() + MINUTE));
    await startTestGateway({ config });
    expect((await syncs(first))[0]!.state).toBe('RUNNING');

    await released(first);
    await startTestGateway({ config });
    expect((await syncs(first))[0]!.state).toBe('INTERRUPTED');
  });
});

describe('two gateways of one store', () => {
  it('never sync at the same time, whichever is asked', async () => {
    const config = { databaseUrl: await testDatabaseUrl() };
    const domains = new TwoDomains();
    const first = await DirectoryScene.begin(domains, { config });
    const second = await DirectoryScene.begin(domains, { config });
    await until(async () => (await syncs(first)).length === 4 && (await syncs(first)).every(({ endedAt }) => endedAt));

    domains.write({ litware: { ...litware, Dan: {} } });
    const as = first.gateway.administratorToken;
    const answers = await Promise.all(
      [first, second, first, second].map(({ gateway }) =>
        gateway.graphql<{ syncDirectory: SyncAnswer | null }>(SYNC, { input: { source: 'litware' } }, { as }),
      ),
    );
    const made = answers.flatMap(({ data }) => data?.syncDirectory ?? []);
    const refused = answers.flatMap(({ errors }) => errors ?? []);
    expect(made.filter(({ sync: row }) => row!.state === 'SUCCEEDED')).toHaveLength(1);
    expect(made.length + refused.length).toBe(4);
    // They wait for their turns, but not for ever.
    expect(refused.filter(({ extensions }) => extensions.code !== 'CONFLICT')).toEqual([]);
    expect((await first.present()).filter((name) => name === 'Dan')).toEqual(['Dan']);
    expect((await syncs(first, { where: { trigger: { eq: 'MUTATION' } } })).length).toBe(made.length);
  });
});

describe('a gateway that stops while it reads', () => {
  it('does so at once, and leaves nothing behind', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gateway-directory-'));
    afterUse(async () => rmSync(folder, { recursive: true }));
    const file = join(folder, 'directory.yaml');
    const silent = {
      name: 'silent',
      kind: 'openldap',
      tls: 'none',
      servers: [await startSilentServer()],
      base: 'dc=contoso,dc=com',
      credential: 'reader',
    };
    const credentials = { reader: { user: 'cn=reader', password: { text: 'read' } } };
    writeFileSync(file, JSON.stringify({ credentials, sources: [silent] }));
    const databaseUrl = await testDatabaseUrl();
    await (await DirectoryScene.begin(new TwoDomains(), { config: { databaseUrl } })).gateway.stop();

    const gateway = await startTestGateway({ directory: { source: 'file', path: file }, config: { databaseUrl } });
    const store = await openTestStore(databaseUrl);
    const running = { state: DirectorySyncState.RUNNING };
    await until(() => store.read.findOneBy(DirectorySync, running));
    await gateway.stop();

    const [last] = await store.read.find(DirectorySync, { order: { id: 'DESC' }, take: 1 });
    expect(last).toMatchObject({
      state: 'INTERRUPTED',
      syncTrigger: 'START',
      error: 'The gateway stopped before the sync was done; nothing was changed.',
      errorCode: 'UNAVAILABLE',
    });
    expect(await store.read.findOneBy(DirectoryLease, { id: 1 })).toMatchObject({ holder: null });
  });
});
