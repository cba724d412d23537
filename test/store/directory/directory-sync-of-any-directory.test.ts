import * as fc from 'fast-check';

import type { Store } from '../../../src/database/store';
import { DirectorySyncService } from '../../../src/directory/directory-sync.service';
import { EdgeKind, PrincipalEdge } from '../../../src/directory/principal-edge.entity';
import { Principal } from '../../../src/directory/principal.entity';
import { directoryOf, domain, guid, type TestEntry } from '../../support/directory';
import { openTestStore } from '../../support/store';

/** A small random directory: a tree with gaps, groups with members anywhere, and computers, which are no principals. */
const directory: fc.Arbitrary<TestEntry[]> = fc
  .uniqueArray(
    fc.record({
      number: fc.integer({ min: 1, max: 9 }),
      kind: fc.constantFrom('user', 'group', 'organizationalUnit', 'computer'),
      above: fc.integer({ min: 0, max: 3 }),
      name: fc.constantFrom('a', 'b'),
      members: fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 4 }),
    }),
    { selector: ({ number }) => number, maxLength: 9 },
  )
  .map((drawn) => {
    // Each stands below one with a smaller number, if that is there.
    const names = new Map<number, string>([[0, domain]]);
    for (const { number, above, name } of [...drawn].sort((a, b) => a.number - b.number)) {
      names.set(number, `OU=${name}${number},${names.get(number - 1 - above) ?? domain}`);
    }
    const root: TestEntry = { dn: domain, objectClass: 'domainDNS', objectGUID: guid(100) };
    const entries = drawn.map(({ number, kind, members }): TestEntry => ({
      dn: names.get(number)!,
      objectClass: kind === 'computer' ? ['user', 'computer'] : kind,
      objectGUID: guid(number),
      member: members.map((member) => names.get(member) ?? `CN=gone,${domain}`),
    }));
    return [...entries, root];
  });

/** The edges of a directory, found by comparing texts. */
function expectedEdges(entries: TestEntry[]): string[] {
  const principals = entries.filter(({ objectClass }) => typeof objectClass === 'string');
  const containers = principals.filter(({ objectClass }) => objectClass !== 'user' && objectClass !== 'group');
  const found = principals.flatMap((entry) => {
    const above = containers
      .filter(({ dn }) => entry.dn.endsWith(`,${dn}`))
      .sort((a, b) => b.dn.length - a.dn.length)[0];
    const members = entry.objectClass === 'group' ? (entry.member as string[]) : [];
    return [
      ...(above ? [`${EdgeKind.CONTAINS} ${above.objectGUID} ${entry.objectGUID}`] : []),
      ...principals
        .filter(({ dn }) => dn !== entry.dn && members.includes(dn))
        .map(({ objectGUID }) => `${EdgeKind.MEMBER} ${entry.objectGUID} ${objectGUID}`),
    ];
  });
  return found.sort();
}

describe('syncing one directory after another', () => {
  let store: Store;
  beforeAll(async () => {
    store = await openTestStore();
  });

  it('always ends with what the last one says, under ids that never change', async () => {
    const service = new DirectorySyncService(store);
    const ids = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(directory, async (entries) => {
        await service.sync(directoryOf(entries));

        const stored = await store.read.find(Principal);
        const present = stored.filter(({ missing }) => !missing);
        const expected = entries.filter(({ objectClass }) => typeof objectClass === 'string');
        expect(present.map((each) => `${each.guid} ${each.distinguishedName}`).sort()).toEqual(
          expected.map(({ objectGUID, dn }) => `${objectGUID} ${dn}`).sort(),
        );
        for (const { guid: known, id } of stored) {
          expect(ids.get(known) ?? id).toBe(id);
          ids.set(known, id);
        }
        const guids = new Map(stored.map((each) => [each.id, each.guid]));
        const edges = await store.read.find(PrincipalEdge);
        expect(
          edges.map(({ kind, parentId, childId }) => `${kind} ${guids.get(parentId)} ${guids.get(childId)}`).sort(),
        ).toEqual(expectedEdges(entries));

        const again = await service.sync(directoryOf(entries));
        expect(again).toMatchObject({ added: 0, changed: 0, missing: 0, returned: 0, edgesAdded: 0, edgesRemoved: 0 });
      }),
      { numRuns: 60 },
    );
  });
});
