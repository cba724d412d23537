import { ChangeSequence } from '../../src/database/change-sequence.entity';
import { countStatements, openTestStore, statementsOf } from '../support/store';

it('counts what is read and written, and neither begin nor commit', async () => {
  const store = await openTestStore();
  const count = await countStatements(store, async () => {
    await store.read.findOneByOrFail(ChangeSequence, { id: 1 });
    await store.write((tx) => tx.transaction((nested) => nested.update(ChangeSequence, { id: 1 }, { last: 7 })));
  });
  expect(count).toBe(2);
});

it('hears nothing of what another store sends', async () => {
  const [store, other] = [await openTestStore(), await openTestStore()];
  expect(await statementsOf(store, () => other.ping())).toEqual([]);
  expect(await statementsOf(store, () => store.ping())).toEqual(['SELECT last FROM change_sequence']);
});
