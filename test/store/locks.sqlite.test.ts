import { copyFileSync } from 'node:fs';

import Database from 'better-sqlite3';

import type { Store } from '../../src/database/store';
import { Gate } from '../support/gate';
import { insertSite, siteNames } from '../support/sites';
import { openTestStore } from '../support/store';
import { emptyDatabaseUrl, testDatabaseUrl } from '../support/test-database';

let url: string;
let store: Store;
let path: string;
beforeEach(async () => {
  url = await testDatabaseUrl();
  store = await openTestStore(url);
  path = url.slice('sqlite:'.length);
});

it('waits for another gateway that writes to the same file', async () => {
  const [begun, end] = [new Gate(), new Gate()];
  const other = await openTestStore(url);
  const first = other.write(async (tx) => {
    await insertSite(tx, 'Redmond');
    begun.open();
    await end.opened;
  });
  await begun.opened;
  const second = store.write(async (tx) => {
    const names = await siteNames(tx);
    await insertSite(tx, `After ${names.join()}`);
  });
  expect(await siteNames(store.read)).toEqual([]);
  end.open();
  await Promise.all([first, second]);
  expect(await siteNames(store.read)).toEqual(['Redmond', 'After Redmond']);
});

it('answers CONFLICT where another process holds the file for too long, and goes on after', async () => {
  await store.write((tx) => tx.query('PRAGMA busy_timeout = 10'));
  const other = new Database(path);
  other.exec('BEGIN IMMEDIATE');
  await expect(store.write((tx) => insertSite(tx, 'Redmond'))).rejects.toMatchObject({
    code: 'CONFLICT',
    message: 'Other changes were in the way of this one for too long, and nothing of it was stored; try it again.',
  });
  other.exec('ROLLBACK');
  other.close();
  await store.write((tx) => insertSite(tx, 'Dublin'));
  expect(await siteNames(store.read)).toEqual(['Dublin']);
});

it('has writers take turns in the order in which they came', async () => {
  await Promise.all(['Redmond', 'Dublin', 'Paris'].map((name) => store.write((tx) => insertSite(tx, name))));
  expect(await siteNames(store.read)).toEqual(['Redmond', 'Dublin', 'Paris']);
});

it('finds what was committed in the files that a crash would leave', async () => {
  await store.write((tx) => insertSite(tx, 'Redmond'));
  const crashed = await emptyDatabaseUrl();
  for (const suffix of ['', '-wal']) copyFileSync(path + suffix, crashed.slice('sqlite:'.length) + suffix);
  expect(await siteNames((await openTestStore(crashed)).read)).toEqual(['Redmond']);
});

it('syncs each commit to the disk', async () => {
  expect(await store.write((tx) => tx.query('PRAGMA synchronous'))).toEqual([{ synchronous: 2 }]);
});
