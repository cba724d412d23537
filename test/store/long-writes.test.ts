import type { Store } from '../../src/database/store';
import { Gate } from '../support/gate';
import { insertSite, siteNames } from '../support/sites';
import { openTestStore } from '../support/store';

/** One statement that takes more than a second. */
const LONG_STATEMENT = {
  sqlite: `UPDATE sites SET name = (WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 8000000)
             SELECT 'Number ' || MAX(n) FROM numbers)`,
  mariadb: "UPDATE sites SET name = CONCAT('Number ', 8000000 + SLEEP(1.2))",
};

let store: Store;
beforeEach(async () => {
  store = await openTestStore();
  await store.write((tx) => insertSite(tx, 'Redmond'));
});

it('reads while one long statement writes', async () => {
  const order: string[] = [];
  const begun = new Gate();
  const write = store.write(async (tx) => {
    await tx.query('SELECT 1');
    const statement = tx.query(LONG_STATEMENT[storeType]);
    begun.open();
    await statement;
    order.push('written');
  });
  await begun.opened;
  for (let i = 0; i < 50; i++) order.push(...(await siteNames(store.read)));
  order.push('read');
  await write;
  expect(order).toEqual([...Array<string>(50).fill('Redmond'), 'read', 'written']);
  expect(await siteNames(store.read)).toEqual(['Number 8000000']);
});

it('reads, and sees nothing of it, while a transaction stays open', async () => {
  const [begun, end] = [new Gate(), new Gate()];
  const write = store.write(async (tx) => {
    await insertSite(tx, 'Dublin');
    begun.open();
    await end.opened;
  });
  await begun.opened;
  expect(await siteNames(store.read)).toEqual(['Redmond']);
  end.open();
  await write;
  expect(await siteNames(store.read)).toEqual(['Redmond', 'Dublin']);
});
