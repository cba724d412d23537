import { takeSequence } from '../../../src/database/change-sequence';
import { insertInChunks } from '../../../src/database/insert-in-chunks';
import type { Store } from '../../../src/database/store';
import { EdgeKind, PrincipalEdge } from '../../../src/directory/principal-edge.entity';
import { Principal, PrincipalKind } from '../../../src/directory/principal.entity';
import { rebuildDirectory } from '../../../src/eligibility/directory-rebuild';
import { EligibilityIndexHolder } from '../../../src/eligibility/eligibility-index.holder';
import type { IndexedDirectory } from '../../../src/eligibility/indexed-directory';
import { openTestStore } from '../../support/store';
import { principalRow } from './directory-rows';

const IN_THREAD = { largestInPlace: 0 };
const [STAFF, SALES, ANN, BOB, GONE, OFFICE] = [1, 2, 3, 4, 5, 6];

describe('a rebuild of the index', () => {
  let store: Store;
  beforeEach(async () => {
    store = await openTestStore();
    await store.write(async (tx) => {
      await insertInChunks(tx, Principal, [
        principalRow(STAFF, { kind: PrincipalKind.GROUP, displayName: 'Staff' }),
        principalRow(SALES, { kind: PrincipalKind.GROUP, displayName: 'Sales' }),
        principalRow(ANN, {
          displayName: 'Änn 😀',
          sip: 'sip:ann@litwareinc.com',
          siteName: 'Redmond',
          siteKey: 'redmond',
        }),
        principalRow(BOB, { enabled: false, sip: null }),
        principalRow(GONE, { missing: true }),
        principalRow(OFFICE, { kind: PrincipalKind.ORGANIZATIONAL_UNIT, displayName: 'Office' }),
      ]);
      const edges: [EdgeKind, number, number][] = [
        [EdgeKind.MEMBER, STAFF, SALES],
        [EdgeKind.MEMBER, SALES, STAFF],
        [EdgeKind.MEMBER, SALES, ANN],
        [EdgeKind.MEMBER, SALES, GONE],
        [EdgeKind.PRIMARY, STAFF, BOB],
        [EdgeKind.CONTAINS, OFFICE, SALES],
        [EdgeKind.CONTAINS, OFFICE, BOB],
      ];
      await insertInChunks(
        tx,
        PrincipalEdge,
        edges.map(([kind, parentId, childId]) => ({ kind, parentId, childId })),
      );
      await takeSequence(tx, 1, 'directory');
    });
  });

  it('tells the same of everybody in a thread of its own as in place', async () => {
    const [elsewhere, inPlace] = [await rebuildDirectory(store, IN_THREAD), await rebuildDirectory(store)];
    expect(described(elsewhere)).toEqual(described(inPlace));
    expect(described(inPlace)[ANN - 1]).toEqual({
      id: ANN,
      kind: 'USER',
      sortKey: 'ann \u{1f600}\u0001änn \u{1f600}',
      displayName: 'Änn 😀',
      sipAddress: 'sip:ann@litwareinc.com',
      site: 'redmond',
      enabled: true,
      missing: false,
      reached: [],
      parents: [SALES],
      container: [],
    });
    expect(described(inPlace)[SALES - 1]).toMatchObject({ reached: [STAFF, SALES, ANN, BOB], container: [OFFICE] });
  });

  it('is an error for those who wait where its thread can not read, and succeeds when it can again', async () => {
    const address = jest.spyOn(store, 'address').mockResolvedValueOnce(
      store.type === 'sqlite'
        ? { type: 'sqlite', path: '/nowhere/gateway.sqlite' }
        : {
            type: store.type,
            hosts: [{ host: '127.0.0.1', port: 1 }],
            username: 'a',
            password: '',
            database: 'b',
            tls: false,
          },
    );
    const holder = new EligibilityIndexHolder(store, IN_THREAD);
    const waiting = [holder.current(0), holder.current(1)];
    for (const each of waiting) await expect(each).rejects.toThrow(/directory does not exist|ECONNREFUSED/);
    expect(holder.ready).toBe(false);
    expect((await holder.current(1)).version).toBe(1);
    expect(address).toHaveBeenCalledTimes(2);
  });

  it('is given up where the gateway stops', async () => {
    const holder = new EligibilityIndexHolder(store, IN_THREAD);
    const waiting = holder.current(0);
    holder.close();
    await expect(waiting).rejects.toMatchObject({ extensions: { code: 'UNAVAILABLE' } });
  });
});

/** By id. */
function described({ graph, reached }: IndexedDirectory) {
  const ids = (ordinals: Iterable<number>) =>
    Array.from(ordinals, (ordinal) => graph.idAt(ordinal)).sort((a, b) => a - b);
  return [STAFF, SALES, ANN, BOB, GONE, OFFICE].map((id) => {
    const ordinal = graph.ordinalOf(id)!;
    return {
      id: graph.idAt(ordinal),
      kind: graph.kindAt(ordinal),
      sortKey: graph.sortKeyAt(ordinal),
      displayName: graph.displayNameAt(ordinal),
      sipAddress: graph.sipAddressAt(ordinal),
      site: graph.sites[graph.siteAt(ordinal)],
      enabled: graph.isEnabledAt(ordinal),
      missing: graph.isMissingAt(ordinal),
      reached: ids(reached.at(ordinal) ?? []),
      parents: ids(graph.members.up.targetsOf(ordinal)),
      container: ids(graph.contents.up.targetsOf(ordinal)),
    };
  });
}
