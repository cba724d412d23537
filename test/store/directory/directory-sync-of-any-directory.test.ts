import * as fc from 'fast-check';

import type { Store } from '../../../src/database/store';
import { EdgeKind } from '../../../src/directory/principal-edge.entity';
import { Principal } from '../../../src/directory/principal.entity';
import { syncNow } from '../../../src/directory/sync/sync-now';
import { directoryOf, domain, guid, type TestEntry } from '../../support/directory';
import { contentsOf } from '../../support/directory-contents';
import { openTestStore } from '../../support/store';
import { figuresOf, syncChanges } from '../../support/sync-changes';
import { act, forest, steps } from './random-steps';

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
    const ids = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(directory, async (entries) => {
        await syncNow(store, directoryOf(entries));

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
        expect((await contentsOf(store)).edges).toEqual(expectedEdges(entries));

        const again = await syncNow(store, directoryOf(entries));
        expect(again).toMatchObject({ added: 0, changed: 0, moved: 0, missing: 0, returned: 0 });
        expect(again).toMatchObject({ membershipsAdded: 0, membershipsRemoved: 0 });
        expect((await contentsOf(store)).edges).toEqual(expectedEdges(entries));
      }),
      { numRuns: 60 },
    );
  });
});

describe('syncing step by step', () => {
  let store: Store;
  /** Always reads everything. */
  let other: Store;
  beforeAll(async () => {
    store = await openTestStore();
    other = await openTestStore();
  });

  it.each([
    ['lists names', false],
    ['has links that follow moves', true],
  ])(
    'always ends with what all sources say, whatever was read of a directory that %s',
    async (_, follow) => {
      await fc.assert(
        fc.asyncProperty(steps, async (drawn) => {
          const directories = forest(follow);
          await syncNow(store, ...directories);
          for (const { deeds, only, whole } of drawn) {
            for (const deed of deeds) act(directories, deed);
            const chosen = only === null ? directories : [directories[only]];
            await syncChanges(store, ...chosen.map((each) => (whole ? each.wholly() : each)));
          }
          await syncChanges(store, ...directories);
          await syncNow(other, ...directories);
          expect(await contentsOf(store)).toEqual(await contentsOf(other));
          expect(figuresOf(await syncChanges(store, ...directories))).toEqual({});
        }),
        { numRuns: 60 },
      );
    },
    600_000,
  );
});
