import { inSnapshot } from '../../src/database/snapshot';
import { openStore } from '../../src/database/open-store';
import type { Store } from '../../src/database/store';
import { afterUse } from '../support/clean-up';
import { connectAsAdmin } from '../support/mariadb-template';
import { testDatabaseUrl } from '../support/test-database';
import { until } from '../support/until';

const TOO_LONG = { driverError: { errno: 1969 } };
/** A thousand million rows. */
const SLOW = `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
  SELECT COUNT(*) FROM n a, n b, n c`;

let url: string;
let store: Store;
beforeEach(async () => {
  url = await testDatabaseUrl();
  store = await openStore(url, { migrate: true, maxStatementSeconds: 1 });
  afterUse(() => store.close());
});

it('has the server end a statement of a request that takes too long', async () => {
  await expect(store.readForRequests.query(SLOW)).rejects.toMatchObject(TOO_LONG);
  await until(async () => {
    const running = await store.read.query<unknown[]>(
      "SELECT 1 FROM information_schema.processlist WHERE db = DATABASE() AND info LIKE 'WITH RECURSIVE%'",
    );
    return running.length === 0;
  });
});

it('lets what the gateway reads for itself take longer', async () => {
  const other = await connectAsAdmin(url);
  afterUse(() => other.end());
  await other.query('LOCK TABLES sites WRITE');
  const count = 'SELECT COUNT(*) AS count FROM sites';
  const unlimited = store.read.query(count);
  await until(async () => {
    const [waiting] = await store.read.query<unknown[]>(
      'SELECT 1 FROM information_schema.processlist WHERE db = DATABASE() AND info = ?',
      [count],
    );
    return waiting;
  });
  await expect(store.readForRequests.query(count)).rejects.toMatchObject(TOO_LONG);
  await other.query('UNLOCK TABLES');
  expect(await unlimited).toEqual([{ count: 0 }]);
});

it('lets a change, and what is read by a connection of its own, take as long as it takes', async () => {
  const ask = 'SELECT @@max_statement_time AS seconds';
  expect(await store.write((tx) => tx.query(ask))).toEqual([{ seconds: 0 }]);
  const seen: unknown[] = [];
  await inSnapshot(await store.address(), (read) => read(ask, (row) => seen.push(...row)));
  expect(seen.map(Number)).toEqual([0]);
});

it('ends nothing where no limit is set', async () => {
  const unlimited = await openStore(url, { migrate: true });
  afterUse(() => unlimited.close());
  expect(await unlimited.readForRequests.query('SELECT @@max_statement_time AS seconds')).toEqual([{ seconds: 0 }]);
});
