import { takeSequence } from '../../../src/database/change-sequence';
import { insertInChunks } from '../../../src/database/insert-in-chunks';
import type { Store } from '../../../src/database/store';
import { EdgeKind, PrincipalEdge } from '../../../src/directory/principal-edge.entity';
import { Principal, PrincipalKind } from '../../../src/directory/principal.entity';
import type { EligibilityIndex } from '../../../src/eligibility/eligibility-index';
import { loadEligibilityIndex } from '../../../src/eligibility/eligibility-index.loader';
import { openTestStore, statementsOf } from '../../support/store';
import { principalRow } from './directory-rows';

const idsOf = (index: EligibilityIndex, ordinals: Iterable<number>) =>
  Array.from(ordinals, (ordinal) => index.idAt(ordinal));

/** In display order: accents after base letters, ties by id, and by code point where UTF-16 would say otherwise. */
const names: [number, string][] = [
  [8, 'Emil'],
  [3, 'Émil'],
  [5, 'Emily'],
  [4, 'same'],
  [6, 'Same'],
  [7, 'SAME'],
  [2, '\uFF21'],
  [1, '😀'],
];

describe('loadEligibilityIndex', () => {
  let store: Store;
  beforeAll(async () => {
    store = await openTestStore();
    await store.write(async (tx) => {
      const users = names.map(([id, displayName]) => principalRow(id, { displayName }));
      const groups = [21, 22].map((id) =>
        principalRow(id, { kind: PrincipalKind.GROUP, displayName: `Z group ${id}` }),
      );
      await insertInChunks(tx, Principal, [
        ...users,
        ...groups,
        principalRow(30, { displayName: 'Zz gone', missing: true }),
      ]);
      await insertInChunks(
        tx,
        PrincipalEdge,
        [...[1, 2, 3, 4, 5, 22].map((id) => [21, id]), ...[6, 7, 8].map((id) => [22, id]), [22, 30]].map(
          ([parentId, childId]) => ({
            kind: EdgeKind.MEMBER,
            parentId,
            childId,
          }),
        ),
      );
      await takeSequence(tx, 1, 'directory');
    });
  });

  it('numbers principals as the store orders them', async () => {
    const index = await loadEligibilityIndex(store);
    expect(index.version).toBe(1);
    expect(idsOf(index, index.ofKinds([PrincipalKind.USER]))).toEqual(names.map(([id]) => id));
    for (const ordinal of index.ofKinds([PrincipalKind.USER])) {
      expect(index.order.place(index.sortKeyAt(ordinal), index.idAt(ordinal)).base).toBe(ordinal);
    }
  });

  it('reads a small directory by one statement for each kind of row, and the versions before and after', async () => {
    expect(await statementsOf(store, () => loadEligibilityIndex(store))).toHaveLength(9);
  });

  it('reads again where the directory changes in the meantime', async () => {
    const other = await openTestStore();
    await other.write(async (tx) => {
      await insertInChunks(tx, Principal, [principalRow(1, {}), principalRow(2, { kind: PrincipalKind.GROUP })]);
      await takeSequence(tx, 1, 'directory');
    });
    let changed: Promise<unknown> | undefined;
    const query = other.read.query.bind(other.read);
    const spy = jest.spyOn(other.read, 'query').mockImplementation(async (...statement: Parameters<typeof query>) => {
      const rows: unknown = await query(...statement);
      // Once the principals are read, and before the edges are.
      if (statement[0].includes('FROM principals')) {
        changed ??= other.write(async (tx) => {
          await insertInChunks(tx, Principal, [principalRow(3, {})]);
          await insertInChunks(tx, PrincipalEdge, [{ kind: EdgeKind.MEMBER, parentId: 2, childId: 3 }]);
          await takeSequence(tx, 1, 'directory');
        });
      }
      await changed;
      return rows;
    });
    const index = await loadEligibilityIndex(other);
    spy.mockRestore();
    expect(index.version).toBe(2);
    expect(idsOf(index, index.reach([2]))).toEqual([2, 3]);
  });
});
