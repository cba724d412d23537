import { setImmediate } from 'node:timers/promises';

import type { EntityManager } from 'typeorm';

import type { Store } from '../../src/database/store';
import { isUniqueViolation } from '../../src/database/unique-violation';
import { Site } from '../../src/features/topology/site.entity';
import { Pool, PoolState } from '../../src/features/topology/pool.entity';
import { insertSite, siteNames, siteRow } from '../support/sites';
import { openTestStore } from '../support/store';
import { testDatabaseUrl } from '../support/test-database';

let store: Store;
beforeEach(async () => {
  store = await openTestStore();
});

it('keeps 200 parallel operations apart, half of them rolled back', async () => {
  const seen: string[][] = [];
  const look = async (): Promise<unknown> => seen.push(await siteNames(store.read));
  const operate = async (i: number): Promise<void> => {
    await store.write(async (tx) => {
      await insertSite(tx, `${i} first`);
      await look();
      await setImmediate();
      await insertSite(tx, `${i} second`);
      if (i % 2) throw new Error('rolled back');
    });
  };
  const outcomes = await Promise.allSettled(Array.from({ length: 200 }, (_, i) => operate(i)));
  await look();

  const even = outcomes.map((_, i) => i).filter((i) => i % 2 === 0);
  expect(outcomes.map(({ status }) => status)).toEqual(outcomes.map((_, i) => (i % 2 ? 'rejected' : 'fulfilled')));
  expect(seen.at(-1)!.sort()).toEqual(even.flatMap((i) => [`${i} first`, `${i} second`]).sort());
  expect(seen).toHaveLength(201);
  for (const names of seen) {
    const whole = even.filter((i) => names.includes(`${i} first`)).flatMap((i) => [`${i} first`, `${i} second`]);
    expect([...names].sort()).toEqual(whole.sort());
  }
});

it('answers from a write and makes it visible before it does', async () => {
  const answer = await store.write(async (tx) => {
    await insertSite(tx, 'Redmond');
    return 'done';
  });
  expect([answer, await siteNames(store.read)]).toEqual(['done', ['Redmond']]);
});

it('rolls everything back where the work throws, and passes on what it threw', async () => {
  const thrown = new Error('no');
  const write = store.write(async (tx) => {
    await insertSite(tx, 'Redmond');
    throw thrown;
  });
  await expect(write).rejects.toBe(thrown);
  expect(await siteNames(store.read)).toEqual([]);
});

it('rolls a nested transaction back by itself', async () => {
  await store.write(async (tx) => {
    await insertSite(tx, 'Redmond');
    const nested = tx.transaction(async (inner) => {
      await insertSite(inner, 'Dublin');
      throw new Error('no');
    });
    await expect(nested).rejects.toThrow('no');
    await insertSite(tx, 'Paris');
  });
  expect(await siteNames(store.read)).toEqual(['Redmond', 'Paris']);
});

it('refuses statements that a failed transaction left running', async () => {
  const insertMany = async (tx: EntityManager): Promise<void> => {
    for (let i = 0; i < 20; i++) await insertSite(tx, `Site ${i}`);
  };
  let left = Promise.resolve();
  const write = store.write(async (tx) => {
    left = insertMany(tx);
    left.catch(() => undefined);
    await insertSite(tx, 'Redmond');
    throw new Error('no');
  });
  await expect(write).rejects.toThrow('no');
  await expect(left).rejects.toThrow('A statement came after the failure of its transaction.');
  expect(await siteNames(store.read)).toEqual([]);
});

it('refuses statements that come after the commit', async () => {
  const kept = await store.write((tx) => Promise.resolve(tx));
  await expect(insertSite(kept, 'Redmond')).rejects.toThrow('A statement came after the end of its transaction.');
  expect(await siteNames(store.read)).toEqual([]);
});

it('goes on after a statement that a unique index refused, and tells of which table', async () => {
  await store.write((tx) => insertSite(tx, 'Redmond'));
  await store.write(async (tx) => {
    const error: unknown = await insertSite(tx, 'REDMOND').catch((refused: unknown) => refused);
    expect([isUniqueViolation(error), isUniqueViolation(error, 'sites'), isUniqueViolation(error, 'pools')]).toEqual([
      true,
      true,
      false,
    ]);
    await insertSite(tx, 'Dublin');
  });
  expect(await siteNames(store.read)).toEqual(['Redmond', 'Dublin']);
});

it('tells a primary key and an update that meet a unique index like any other', async () => {
  await store.write(async (tx) => {
    await insertSite(tx, 'Redmond');
    await insertSite(tx, 'Dublin');
    const refused = (error: unknown): unknown => error;
    const primary = await tx.insert(Site, { id: 1, ...siteRow('') }).catch(refused);
    const update = await tx.update(Site, { nameKey: 'dublin' }, { nameKey: 'redmond' }).catch(refused);
    expect([
      isUniqueViolation(primary, 'sites'),
      isUniqueViolation(update, 'sites'),
      isUniqueViolation(new Error('x')),
    ]).toEqual([true, true, false]);
  });
});

it('answers CONFLICT where what a change refers to is gone', async () => {
  const now = new Date();
  const pool = {
    fqdn: 'atl-cs-001.litwareinc.com',
    state: PoolState.NORMAL,
    version: 1,
    createdAt: now,
    updatedAt: now,
  };
  const orphan = store.write((tx) => tx.insert(Pool, { ...pool, siteId: 99 }));
  await expect(orphan).rejects.toMatchObject({
    code: 'CONFLICT',
    message:
      'Something that this change refers to was removed, or something that it removes is in use again; look at it again.',
  });
});

it('writes nothing through its readers', async () => {
  await expect(insertSite(store.read, 'Redmond')).rejects.toThrow(/readonly|READ ONLY/);
  expect(await siteNames(store.read)).toEqual([]);
});

it('finishes what is under way before it closes, and takes nothing after', async () => {
  const url = await testDatabaseUrl();
  const closing = await openTestStore(url);
  const write = closing.write((tx) => insertSite(tx, 'Redmond'));
  const closed = closing.close();
  const late = closing.write((tx) => insertSite(tx, 'Dublin'));
  await expect(late).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    message: 'The gateway is stopping; nothing was changed.',
  });
  await Promise.all([write, closed]);
  expect(await siteNames((await openTestStore(url)).read)).toEqual(['Redmond']);
});
