import { existsSync } from 'node:fs';

import { dataSourceOptions } from '../../src/database/data-source-options';
import { parseDatabaseUrl } from '../../src/database/database-url';
import { GatewayDataSource } from '../../src/database/gateway-data-source';
import { migrations } from '../../src/database/migrations/migrations';
import { openStore } from '../../src/database/open-store';
import { afterUse } from '../support/clean-up';
import { openTestStore } from '../support/store';
import { emptyDatabaseUrl, testDatabaseUrl } from '../support/test-database';

async function connect(url: string): Promise<GatewayDataSource> {
  const dataSource = new GatewayDataSource(dataSourceOptions(parseDatabaseUrl(url)));
  afterUse(() => dataSource.destroy());
  await dataSource.initialize();
  return dataSource;
}

async function differences(dataSource: GatewayDataSource): Promise<string[]> {
  const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
  return upQueries.map(({ query }) => query);
}

it('makes the schema that the entities describe', async () => {
  expect(await differences(await connect(await testDatabaseUrl()))).toEqual([]);
});

it('takes each migration back and does it again', async () => {
  const dataSource = await connect(await testDatabaseUrl());
  for (let done = migrations.length; done > 0; done--) await dataSource.undoLastMigration();
  const runner = dataSource.createQueryRunner();
  for (const { tablePath } of dataSource.entityMetadatas)
    expect(`${tablePath}: ${await runner.hasTable(tablePath)}`).toBe(`${tablePath}: false`);
  await runner.release();
  await dataSource.runMigrations();
  expect(await differences(dataSource)).toEqual([]);
});

it('begins the change sequence at 0, in a store with an id of its own', async () => {
  const [one, other] = [await openTestStore(await emptyDatabaseUrl()), await openTestStore(await emptyDatabaseUrl())];
  const sequence = 'SELECT * FROM change_sequence';
  const [rows, otherRows] = [
    await one.read.query<{ store_id: string }[]>(sequence),
    await other.read.query<{ store_id: string }[]>(sequence),
  ];
  expect(rows).toEqual([
    { id: 1, store_id: expect.stringMatching(/^[\da-f-]{36}$/), last: 0, directory: 0, policies: 0, forgotten: 0 },
  ]);
  expect(otherRows[0]!.store_id).not.toBe(rows[0]!.store_id);
});

it('migrates once where two gateways start at the same time', async () => {
  const url = await emptyDatabaseUrl();
  const [one] = await Promise.all([openTestStore(url), openTestStore(url), openTestStore(url)]);
  expect(await one.read.query('SELECT name FROM migrations ORDER BY id')).toEqual(
    migrations.map(({ name }) => ({ name })),
  );
  expect(await one.read.query('SELECT COUNT(*) AS count FROM change_sequence')).toEqual([{ count: 1 }]);
});

describe('with MIGRATE=off', () => {
  it('refuses a schema that is behind, in a sentence that tells what to do', async () => {
    const url = await emptyDatabaseUrl();
    await expect(openStore(url, { migrate: false })).rejects.toThrow(
      'The schema of the database that DATABASE_URL names is behind this version of the gateway: ' +
        'run "npm run migrate" first, or start without MIGRATE=off.',
    );
    if (storeType === 'sqlite') expect(existsSync(url.slice('sqlite:'.length))).toBe(false);
  });

  it('opens one that is up to date', async () => {
    const store = await openStore(await testDatabaseUrl(), { migrate: false });
    await store.ping();
    await store.close();
  });
});
