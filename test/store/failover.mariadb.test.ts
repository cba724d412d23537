import type { EntityManager } from 'typeorm';

import { openStore } from '../../src/database/open-store';
import type { Store } from '../../src/database/store';
import { ReplicatedMariadb } from '../support/replicated-mariadb';
import { SeverableProxy } from '../support/severable-proxy';
import { insertSite, siteNames } from '../support/sites';
import { openTestStore } from '../support/store';

declare const mariadbd: string;

let servers: ReplicatedMariadb;
let database: string;
let store: Store;
beforeAll(async () => {
  servers = await ReplicatedMariadb.start(mariadbd);
});
beforeEach(async () => {
  database = `gateway_${Date.now()}`;
  store = await openTestStore(await servers.emptyDatabase(database));
});
afterEach(async () => {
  await store.close();
  await servers.mend();
});

async function hasOnBoth(names: string[]): Promise<void> {
  await servers.mend();
  const stored = names.map((name) => ({ name }));
  expect(await servers.onBoth(`SELECT name FROM ${database}.sites ORDER BY id`)).toEqual([stored, stored]);
}

/** Work that adds two sites, and meets a promotion the first time. */
function meeting(promotion: () => Promise<void>) {
  let attempts = 0;
  const twoSites = async (tx: EntityManager): Promise<number> => {
    await insertSite(tx, 'Redmond');
    if (++attempts === 1) await promotion();
    await insertSite(tx, 'Dublin');
    return attempts;
  };
  return twoSites;
}

it('tells why there is no server to write to, each by its host', async () => {
  await servers.demote();
  const opening = openStore(servers.url(database), { migrate: true });
  await expect(opening).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    message: expect.stringMatching(
      /^The database that DATABASE_URL names, mariadb:\/\/gateway@\S+, can't be opened: \S+:\d+: The server is read-only; \S+:\d+: The server is read-only\.$/,
    ),
  });
});

it('keeps writers waiting for a promotion that comes soon, rather than refuse them', async () => {
  await store.write((tx) => insertSite(tx, 'Redmond'));
  await servers.demote();
  const writing = store.write((tx) => insertSite(tx, 'Dublin'));
  await servers.promote();
  await writing;
  expect(await siteNames(store.read)).toEqual(['Redmond', 'Dublin']);
  await hasOnBoth(['Redmond', 'Dublin']);
});

it('tries a transaction again on the new primary where the old one refuses a statement of it', async () => {
  const attempts = await store.write(
    meeting(async () => {
      await servers.demote();
      await servers.promote();
    }),
  );
  expect(attempts).toBe(2);
  await hasOnBoth(['Redmond', 'Dublin']);
});

it('tries a transaction again on the new primary where the old one refuses to commit it', async () => {
  let attempts = 0;
  await store.write(async (tx) => {
    await insertSite(tx, 'Redmond');
    if (++attempts > 1) return;
    await servers.demote();
    await servers.promote();
  });
  expect(attempts).toBe(2);
  await hasOnBoth(['Redmond']);
});

it('tries a transaction again on the new primary where the old one is killed in the middle of it', async () => {
  const attempts = await store.write(
    meeting(async () => {
      await servers.kill();
      await servers.promote();
    }),
  );
  expect(attempts).toBe(2);
  await hasOnBoth(['Redmond', 'Dublin']);
});

it('never tries again what was lost in the moment of the commit', async () => {
  const proxy = new SeverableProxy({ host: '127.0.0.1', port: servers.primaryPort });
  const near = await openTestStore(servers.url(database, 'gateway', await proxy.mend()));
  let attempts = 0;
  const write = near.write(async (tx) => {
    attempts++;
    await insertSite(tx, 'Redmond');
    proxy.cutAnswerTo('COMMIT');
  });
  await expect(write).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    message:
      'The database was lost in the moment of storing the change: look whether it is there before you try it again.',
  });
  expect(attempts).toBe(1);
  await near.close();
  await proxy.cut();
  await hasOnBoth(['Redmond']);
});

it('says to look for a change that no replica got, which is nowhere after the promotion', async () => {
  await servers.cutOff();
  const write = store.write((tx) => insertSite(tx, 'Redmond'));
  const outcome = expect(write).rejects.toThrow('look whether it is there before you try it again');
  await servers.holdsBack();
  expect(await siteNames(store.read)).toEqual([]);
  await servers.kill();
  await outcome;
  await servers.promote();
  await store.write((tx) => insertSite(tx, 'Dublin'));
  await hasOnBoth(['Dublin']);
});

it('begins nothing on a new connection to a server that was demoted, even where it might write there', async () => {
  const almighty = await openTestStore(servers.url(database, 'almighty'));
  let write: Promise<void> | undefined;
  await almighty.write(async () => {
    await servers.demote();
    write = almighty.write((tx) => insertSite(tx, 'Redmond'));
    await servers.promote();
  });
  await write;
  await almighty.close();
  await hasOnBoth(['Redmond']);
});

it('gives a server up that neither answers nor refuses, and goes on with the new primary', async () => {
  const attempts = await store.write(
    meeting(async () => {
      servers.halt();
      await servers.promote();
    }),
  );
  expect(attempts).toBe(2);
  expect(await siteNames(store.read)).toEqual(['Redmond', 'Dublin']);
  await hasOnBoth(['Redmond', 'Dublin']);
});

it('reads on from a primary that became read-only, and never again from it once there is another', async () => {
  await store.write((tx) => insertSite(tx, 'Redmond'));
  await servers.demote();
  expect(await siteNames(store.read)).toEqual(['Redmond']);
  await expect(store.ping()).rejects.toThrow('The server is read-only');
  await servers.promote();
  await store.write((tx) => insertSite(tx, 'Dublin'));
  const reads = await Promise.all(Array.from({ length: 30 }, () => siteNames(store.read)));
  expect(reads).toEqual(Array.from({ length: 30 }, () => ['Redmond', 'Dublin']));
  await store.ping();
});

it('asks the servers once for all who look for the primary', async () => {
  await servers.demote();
  const before = await servers.connections();
  const writes = Array.from({ length: 200 }, (_, i) => store.write((tx) => insertSite(tx, `Site ${i}`)));
  const outcomes = await Promise.allSettled(writes);
  const asked = (await servers.connections()) - before;
  const NO_PRIMARY = 'The database has no primary at present: those of its servers that answer are read-only.';
  expect(outcomes).toEqual(
    outcomes.map(() => ({ status: 'rejected', reason: expect.objectContaining({ message: NO_PRIMARY }) })),
  );
  expect(asked).toBeGreaterThan(1);
  expect(asked).toBeLessThan(40);
});
