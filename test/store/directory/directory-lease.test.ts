import { setImmediate } from 'node:timers/promises';

import { rowsOf } from '../../../src/database/rows';
import { raw, sql } from '../../../src/database/sql';
import type { Store } from '../../../src/database/store';
import { DirectoryLease } from '../../../src/directory/sync/directory-lease.entity';
import { HeldLease } from '../../../src/directory/sync/directory-lease';
import { EdgeKind } from '../../../src/directory/principal-edge.entity';
import { Staging } from '../../../src/directory/sync/staging';
import { ErrorCode, GatewayError } from '../../../src/errors';
import { ChangingDirectory } from '../../support/changing-directory';
import { domain, guid, type TestEntry } from '../../support/directory';
import { contentsOf, namesOf } from '../../support/directory-contents';
import { openTestStore } from '../../support/store';
import { figuresOf, prepareChanges, syncChanges } from '../../support/sync-changes';
import { testDatabaseUrl } from '../../support/test-database';

const TABLES = ['staged_principals', 'staged_attributes', 'staged_edges', 'staged_groups', 'staged_pending'];
const A_MINUTE_MS = 60_000;

const user = (name: string, number: number): TestEntry => ({
  dn: `CN=${name},${domain}`,
  objectClass: 'user',
  objectGUID: guid(number),
  displayName: name,
  title: 'Engineer',
});
const ken = user('Ken', 1);
const zoe = user('Zoe', 2);
const staff: TestEntry = {
  ...user('Staff', 3),
  objectClass: 'group',
  member: [ken.dn, zoe.dn, `CN=Nobody yet,${domain}`],
};

/** Two gateways on one database. */
let store: Store;
let other: Store;
let directory: ChangingDirectory;

beforeEach(async () => {
  const url = await testDatabaseUrl();
  store = await openTestStore(url);
  other = await openTestStore(url);
  directory = new ChangingDirectory('litware');
  directory.put(ken, zoe, staff);
});

async function staged(): Promise<Record<string, number>> {
  const counts = TABLES.map(async (table): Promise<[string, number]> => {
    const [row] = await rowsOf(store.read, sql`SELECT COUNT(*) AS count FROM ${raw(table)}`);
    return [table, Number(row!.count)];
  });
  return Object.fromEntries((await Promise.all(counts)).filter(([, count]) => count > 0));
}

const lease = () => store.read.findOneByOrFail(DirectoryLease, { id: 1 });

/** Makes the lease as old as that of a gateway that died. */
const lapse = () =>
  store.write((tx) => tx.update(DirectoryLease, 1, { expiresAt: new Date(Date.now() - A_MINUTE_MS) }));

const conflict = {
  code: ErrorCode.CONFLICT,
  message: 'The directory is being synced already, by this gateway or another; try it again when that is done.',
};
const interrupted = {
  code: ErrorCode.CONFLICT,
  message: 'The sync was interrupted for so long that another began; nothing was changed.',
};

describe('a sync', () => {
  it('stages what it found, and leaves nothing behind, be it applied or not', async () => {
    const prepared = await prepareChanges(store, directory);
    expect(await staged()).toEqual({
      staged_principals: 3,
      staged_attributes: 3,
      staged_edges: 2,
      staged_groups: 1,
      staged_pending: 1,
    });
    expect(await namesOf(store)).toEqual([]);
    await prepared.end();
    expect(await staged()).toEqual({});
    expect(await namesOf(store)).toEqual([]);

    await syncChanges(store, directory);
    expect(await staged()).toEqual({});
    expect(await namesOf(store)).toEqual(['Ken', 'Staff', 'Zoe']);
    expect(await lease()).toMatchObject({ holder: null, expiresAt: null });
  });

  it('is refused while another is under way, on this gateway or another, and served after that', async () => {
    const prepared = await prepareChanges(store, directory);
    for (const gateway of [store, other])
      await expect(prepareChanges(gateway, directory)).rejects.toMatchObject(conflict);
    await store.write((tx) => prepared.apply(tx));
    await prepared.end();
    expect(figuresOf(await syncChanges(other, directory))).toEqual({});
    expect(await namesOf(store)).toEqual(['Ken', 'Staff', 'Zoe']);
  });

  it('holds on for a minute from its beginning', async () => {
    const before = Date.now();
    const prepared = await prepareChanges(store, directory);
    const { holder, expiresAt } = await lease();
    expect(holder).toMatch(/^[\da-f-]{36}$/);
    expect(expiresAt!.getTime()).toBeGreaterThanOrEqual(before + A_MINUTE_MS);
    expect(expiresAt!.getTime()).toBeLessThanOrEqual(Date.now() + A_MINUTE_MS);
    await prepared.end();
  });

  it('takes over from one that died in the middle, with what that had staged cleared away', async () => {
    directory.put(user('Half', 4));
    await prepareChanges(other, directory);
    await lapse();
    directory.remove(guid(4));
    expect(figuresOf(await syncChanges(store, directory))).toEqual({ added: 3, membershipsAdded: 2 });
    expect(await namesOf(store)).toEqual(['Ken', 'Staff', 'Zoe']);
    expect(await staged()).toEqual({});
  });

  it('changes nothing where another took over meanwhile, and leaves alone what that one has staged', async () => {
    const late = await prepareChanges(other, directory);
    await lapse();
    const prepared = await prepareChanges(store, directory);
    const before = await staged();
    await expect(other.write((tx) => late.apply(tx))).rejects.toMatchObject(interrupted);
    await late.end();
    expect(await staged()).toEqual(before);
    expect(await namesOf(store)).toEqual([]);
    await expect(prepareChanges(other, directory)).rejects.toMatchObject(conflict);

    await store.write((tx) => prepared.apply(tx));
    await prepared.end();
    expect(await namesOf(store)).toEqual(['Ken', 'Staff', 'Zoe']);
  });

  it('stages nothing and clears nothing once another took over', async () => {
    const mine = await HeldLease.take(store);
    await lapse();
    const next = await prepareChanges(other, directory);
    const before = await staged();
    expect(before).toMatchObject({ staged_principals: 3 });
    const staging = new Staging(store, mine.holder);
    await expect(staging.clear()).rejects.toMatchObject({ code: ErrorCode.CONFLICT });
    await staging.edge('+', EdgeKind.MEMBER, 1, 2);
    await expect(staging.flush()).rejects.toThrow(
      'The sync was interrupted for so long that another began; nothing was changed.',
    );
    expect(await staged()).toEqual(before);
    await mine.free();
    await next.end();
  });

  it('reads no further once what it stages meanwhile is refused, as another took over', async () => {
    const mine = await HeldLease.take(store);
    await lapse();
    const next = await prepareChanges(other, directory);
    const before = await staged();
    const staging = new Staging(store, mine.holder);
    const stageMany = async () => {
      for (let child = 1; child <= 20_000; child += 1) await staging.edge('+', EdgeKind.MEMBER, 1, child);
    };
    await expect(stageMany()).rejects.toMatchObject(interrupted);
    await staging.settled();
    expect(await staged()).toEqual(before);
    await next.end();
    await mine.free();
  });

  it('keeps no books of a reading that found nothing where another took over meanwhile', async () => {
    await syncChanges(store, directory);
    const late = await prepareChanges(other, directory);
    expect(late.difference.isNothing).toBe(true);
    await lapse();
    const prepared = await prepareChanges(store, directory);
    await expect(late.end()).rejects.toMatchObject(interrupted);
    await prepared.end();
    expect(await lease()).toMatchObject({ holder: null });
  });

  it.each([1, 2])('leaves the store as it was where a source fails after %i entries', async (after) => {
    await syncChanges(store, directory);
    const before = await contentsOf(store);
    directory.put(
      { ...ken, displayName: 'Kenneth' },
      { ...zoe, title: 'Director' },
      { ...staff, member: null },
      user('Ann', 4),
    );
    directory.remove(guid(2));
    const error = new GatewayError(ErrorCode.UNAVAILABLE, 'The server hung up.');
    directory.breakOff = { after, error };
    for (const source of [directory, directory.wholly()]) await expect(syncChanges(store, source)).rejects.toBe(error);
    expect(await contentsOf(store)).toEqual(before);
    expect(await staged()).toEqual({});
    expect(await lease()).toMatchObject({ holder: null, expiresAt: null });

    directory.breakOff = null;
    expect(figuresOf(await syncChanges(store, directory))).toEqual({
      added: 1,
      changed: 1,
      missing: 1,
      membershipsRemoved: 2,
    });
  });

  it('leaves nothing staged where a source fails after a great many entries', async () => {
    directory.put(...Array.from({ length: 5_001 }, (_, i) => user(`User ${i}`, 100 + i)));
    directory.breakOff = { after: 5_003, error: new GatewayError(ErrorCode.UNAVAILABLE, 'The server hung up.') };
    await expect(syncChanges(store, directory)).rejects.toBe(directory.breakOff.error);
    expect(await staged()).toEqual({});
    expect(await namesOf(store)).toEqual([]);
  });

  it('is undone as a whole where it is not committed', async () => {
    await syncChanges(store, directory);
    const before = await contentsOf(store);
    directory.put({ ...ken, displayName: 'Kenneth' }, user('Ann', 4));
    directory.remove(zoe.objectGUID!);
    const prepared = await prepareChanges(store, directory);
    const stop = new Error('The process is stopped.');
    const applying = store.write(async (tx) => {
      await prepared.apply(tx);
      throw stop;
    });
    await expect(applying).rejects.toBe(stop);
    expect(await contentsOf(store)).toEqual(before);
    await prepared.end();
    expect(figuresOf(await syncChanges(store, directory))).toMatchObject({ added: 1, changed: 1, missing: 1 });
  });
});

describe('a lease', () => {
  afterEach(() => {
    jest.useRealTimers();
  });

  it('is renewed every quarter of a minute, until it is given back', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'Date'] });
    const held = await HeldLease.take(store);
    await lapse();
    jest.advanceTimersByTime(15_000);
    while ((await lease()).expiresAt!.getTime() < Date.now()) await setImmediate();
    await expect(HeldLease.take(other)).rejects.toMatchObject(conflict);
    await held.free();
    expect(jest.getTimerCount()).toBe(0);
  });
});
