import { takeSequence } from '../../../src/database/change-sequence';
import { insertInChunks } from '../../../src/database/insert-in-chunks';
import type { Store } from '../../../src/database/store';
import { Principal } from '../../../src/directory/principal.entity';
import { AccessEntry, AccessList } from '../../../src/eligibility/access-entry.entity';
import { AccessLists } from '../../../src/eligibility/access-lists';
import { openTestStore, statementsOf } from '../../support/store';
import { principalRow } from './directory-rows';

const { ALLOWED, DENIED, MEMBERS } = AccessList;

describe('AccessLists', () => {
  let store: Store;
  beforeAll(async () => {
    store = await openTestStore();
    await store.write(async (tx) => {
      await insertInChunks(
        tx,
        Principal,
        [1, 2, 3].map((id) => principalRow(id, {})),
      );
      await insertInChunks(tx, AccessEntry, [
        { list: MEMBERS, ownerId: 10, principalId: 3 },
        { list: MEMBERS, ownerId: 10, principalId: 1 },
        { list: MEMBERS, ownerId: 11, principalId: 2 },
        { list: ALLOWED, ownerId: 10, principalId: 2 },
      ]);
    });
  });

  it('loads the lists of many owners that are asked for in one tick by one statement', async () => {
    const lists = new AccessLists(store.read);
    let loaded: unknown;
    const statements = await statementsOf(store, async () => {
      loaded = await Promise.all([
        lists.load({ list: MEMBERS, ownerId: 10 }),
        lists.load({ list: MEMBERS, ownerId: 11 }),
        lists.load({ list: MEMBERS, ownerId: 10 }),
        lists.load({ list: ALLOWED, ownerId: 10 }),
        lists.load({ list: DENIED, ownerId: 10 }),
        lists.version(),
      ]);
    });
    expect(loaded).toMatchObject([
      { principalIds: [1, 3] },
      { principalIds: [2] },
      { principalIds: [1, 3] },
      { principalIds: [2] },
      { principalIds: [] },
      0,
    ]);
    expect(statements).toHaveLength(1);
  });

  it('loads a list once', async () => {
    const lists = new AccessLists(store.read);
    await lists.load({ list: MEMBERS, ownerId: 10 });
    const statements = await statementsOf(store, async () => {
      expect(await lists.load({ list: MEMBERS, ownerId: 10 })).toMatchObject({ principalIds: [1, 3] });
      expect(await lists.version()).toBe(0);
    });
    expect(statements).toEqual([]);
  });

  it('loads thousands of lists by a few statements', async () => {
    const lists = new AccessLists(store.read);
    const statements = await statementsOf(store, async () => {
      const all = Array.from({ length: 5_000 }, (_, i) => lists.load({ list: MEMBERS, ownerId: i + 1 }));
      expect((await Promise.all(all)).flatMap(({ principalIds }) => principalIds)).toEqual([1, 3, 2]);
    });
    expect(statements).toHaveLength(3);
  });

  it('learns the version of the directory with every statement, of empty lists too', async () => {
    const lists = new AccessLists(store.read);
    expect(await lists.version()).toBe(0);
    const version = await store.write(async (tx) => (await takeSequence(tx, 1, 'directory')).eligibility);
    expect(await lists.version()).toBe(0);
    expect(await lists.load({ list: DENIED, ownerId: 99 })).toMatchObject({ principalIds: [] });
    expect(await lists.version()).toBe(version);
  });

  it('sees within a transaction what that has written', async () => {
    await expect(
      store.write(async (tx) => {
        await insertInChunks(tx, AccessEntry, [{ list: DENIED, ownerId: 10, principalId: 2 }]);
        expect(await new AccessLists(tx).load({ list: DENIED, ownerId: 10 })).toMatchObject({ principalIds: [2] });
        expect(await new AccessLists(store.read).load({ list: DENIED, ownerId: 10 })).toMatchObject({
          principalIds: [],
        });
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
  });
});
