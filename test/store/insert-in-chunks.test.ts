import { insertInChunks } from '../../src/database/insert-in-chunks';
import { AccessEntry, AccessList } from '../../src/eligibility/access-entry.entity';
import { openTestStore, statementsOf } from '../support/store';

it('inserts tens of thousands of rows with few statements', async () => {
  const store = await openTestStore();
  const rows = Array.from({ length: 40_000 }, (_, i) => ({ list: AccessList.MEMBERS, ownerId: i % 7, principalId: i }));
  const statements = await statementsOf(store, () => store.write((tx) => insertInChunks(tx, AccessEntry, rows)));
  expect(statements).toHaveLength(13);
  expect(await store.read.query('SELECT COUNT(*) AS count, SUM(principal_id) AS sum FROM access_entries')).toEqual([
    { count: 40_000, sum: (40_000 * 39_999) / 2 },
  ]);
});

it('sends nothing where there is nothing to insert', async () => {
  const store = await openTestStore();
  expect(await statementsOf(store, () => store.write((tx) => insertInChunks(tx, AccessEntry, [])))).toEqual([]);
});
