import { takeSequence } from '../../../src/database/change-sequence';
import { ChangeSequence } from '../../../src/database/change-sequence.entity';
import { insertInChunks } from '../../../src/database/insert-in-chunks';
import type { Store } from '../../../src/database/store';
import { EdgeKind, PrincipalEdge } from '../../../src/directory/principal-edge.entity';
import { Principal, PrincipalKind } from '../../../src/directory/principal.entity';
import { AccessEntry, AccessList } from '../../../src/eligibility/access-entry.entity';
import type { Eligibility } from '../../../src/eligibility/eligibility';
import type { EligibilityIndex } from '../../../src/eligibility/eligibility-index';
import { EligibilityIndexHolder } from '../../../src/eligibility/eligibility-index.holder';
import { EligibilityService } from '../../../src/eligibility/eligibility.service';
import { openTestStore, statementsOf } from '../../support/store';
import { testDatabaseUrl } from '../../support/test-database';
import { principalRow } from './directory-rows';

const STAFF = 1;
const ANN = 2;
const CATEGORY = 5;

describe('EligibilityIndexHolder', () => {
  let here: Store;
  let there: Store;
  beforeEach(async () => {
    const url = await testDatabaseUrl();
    [here, there] = [await openTestStore(url), await openTestStore(url)];
    await here.write(async (tx) => {
      await insertInChunks(tx, Principal, [principalRow(STAFF, { kind: PrincipalKind.GROUP }), principalRow(ANN, {})]);
      await insertInChunks(tx, AccessEntry, [{ list: AccessList.ALLOWED, ownerId: CATEGORY, principalId: STAFF }]);
      await takeSequence(tx, 1, 'directory');
    });
  });

  const hireAnn = (store: Store) =>
    store.write(async (tx) => {
      await insertInChunks(tx, PrincipalEdge, [{ kind: EdgeKind.MEMBER, parentId: STAFF, childId: ANN }]);
      return (await takeSequence(tx, 1, 'directory')).eligibility;
    });
  const inside = async (eligibility: Eligibility) => {
    const { index, principals } = await eligibility.wall(CATEGORY);
    return Array.from(principals, (ordinal) => index.idAt(ordinal));
  };

  it('answers from the new directory at once when another gateway has synchronised it', async () => {
    const service = new EligibilityService(new EligibilityIndexHolder(there));
    expect(await inside(service.within(there.read))).toEqual([STAFF]);
    await hireAnn(here);
    expect(await inside(service.within(there.read))).toEqual([STAFF, ANN]);
  });

  it('goes on with a newer directory where one comes up in the middle of a request', async () => {
    const eligibility = new EligibilityService(new EligibilityIndexHolder(there)).within(there.read);
    expect(await inside(eligibility)).toEqual([STAFF]);
    await hireAnn(here);
    expect(await inside(eligibility)).toEqual([STAFF]);
    await eligibility.lists.load({ list: AccessList.MEMBERS, ownerId: 1 });
    expect(await inside(eligibility)).toEqual([STAFF, ANN]);
  });

  it('is ready when an index is loaded', async () => {
    const holder = new EligibilityIndexHolder(here);
    expect(holder.ready).toBe(false);
    await holder.current(0);
    expect(holder.ready).toBe(true);
  });

  it('loads once for all who ask at the same time, and no more until the directory changes', async () => {
    const holder = new EligibilityIndexHolder(here);
    const once = await statementsOf(here, () => holder.current(0));
    const version = await hireAnn(there);
    const statements = await statementsOf(here, async () => {
      const indexes = await Promise.all(Array.from({ length: 10 }, () => holder.current(version)));
      expect(new Set(indexes).size).toBe(1);
      expect(indexes[0]!.version).toBe(version);
      await holder.current(version);
    });
    // One finds that the change isn't in the log.
    expect(statements).toHaveLength(once.length + 1);
  });

  it('loads again for one who knows of a newer directory than the one that is being loaded', async () => {
    const holder = new EligibilityIndexHolder(here);
    let newer: Promise<[number, EligibilityIndex]> | undefined;
    let statements = 0;
    const query = here.read.query.bind(here.read);
    jest.spyOn(here.read, 'query').mockImplementation(async (...statement: Parameters<typeof query>) => {
      const rows: unknown = await query(...statement);
      // The last statement of a load: what it answers can't tell of the change any more.
      if (++statements === 9) {
        const version = await hireAnn(there);
        newer = holder.current(version).then((index) => [version, index]);
      }
      return rows;
    });
    const older = await holder.current(0);
    const [version, index] = await newer!;
    expect(index.version).toBe(version);
    expect(older.version).toBeLessThan(version);
    expect(await holder.current(0)).toBe(index);
  });

  it('keeps the index that it has where the next one cannot be loaded', async () => {
    const holder = new EligibilityIndexHolder(here);
    const index = await holder.current(0);
    await here.close();
    await expect(holder.current(index.version + 1)).rejects.toThrow();
    expect(holder.ready).toBe(true);
    expect(await holder.current(index.version)).toBe(index);
  });

  it('answers one who asks while it is being loaded in vain', async () => {
    const holder = new EligibilityIndexHolder(here);
    let second: Promise<EligibilityIndex> | undefined;
    jest.spyOn(here.read, 'query').mockImplementationOnce(async () => {
      await Promise.resolve();
      second = holder.current(0);
      throw new Error('lost');
    });
    await expect(holder.current(0)).rejects.toThrow('lost');
    expect((await second!).reach([STAFF]).size).toBe(1);
  });

  it('knows nothing any more of changes that a store has lost that goes back', async () => {
    const version = await hireAnn(there);
    const holder = new EligibilityIndexHolder(here);
    const service = new EligibilityService(holder);
    expect(await inside(service.within(here.read))).toEqual([STAFF, ANN]);
    await there.write(async (tx) => {
      await tx.delete(PrincipalEdge, { childId: ANN });
      await tx.update(ChangeSequence, { id: 1 }, { directory: version - 1 });
    });
    expect(await inside(service.within(here.read))).toEqual([STAFF]);
    expect(holder.made).toEqual({ whole: 2, following: 0 });
  });

  it('reads the directory again where the store has moved to a server that may have lost changes', async () => {
    const moving = { read: here.read, address: () => here.address(), moves: 0 };
    const holder = new EligibilityIndexHolder(moving);
    const version = await hireAnn(there);
    const before = await holder.current(version);
    await there.write((tx) => tx.delete(PrincipalEdge, { childId: ANN }));
    expect(await holder.current(version)).toBe(before);
    moving.moves += 1;
    const after = await holder.current(version);
    expect([before, after].map((index) => index.reach([STAFF]).size)).toEqual([2, 1]);
    expect(await holder.current(version)).toBe(after);
  });

  it('reads it once more where the store moves in the meantime', async () => {
    const moving = { read: here.read, address: () => here.address(), moves: 0 };
    const holder = new EligibilityIndexHolder(moving);
    const query = here.read.query.bind(here.read);
    jest.spyOn(here.read, 'query').mockImplementationOnce(async (...sent: Parameters<typeof query>) => {
      moving.moves += 1;
      return (await query(...sent)) as unknown;
    });
    await holder.current(0);
    expect(holder.made.whole).toBe(2);
  });

  it('refuses to wait for a directory that the store does not have', async () => {
    const holder = new EligibilityIndexHolder(here);
    await expect(holder.current(1_000)).rejects.toMatchObject({
      extensions: { code: 'UNAVAILABLE' },
      message: 'The directory, with its policies, is at version 1000, but the store answers with an older one.',
    });
  });
});
