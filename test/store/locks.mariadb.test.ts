import type { EntityManager } from 'typeorm';

import type { Store } from '../../src/database/store';
import { rowLock } from '../../src/database/row-lock';
import { Site } from '../../src/features/topology/site.entity';
import { Gate } from '../support/gate';
import { insertSite, siteNames } from '../support/sites';
import { openTestStore } from '../support/store';
import { testDatabaseUrl } from '../support/test-database';

let url: string;
let store: Store;
beforeEach(async () => {
  url = await testDatabaseUrl();
  store = await openTestStore(url);
  await store.write(async (tx) => {
    await insertSite(tx, 'Redmond');
    await insertSite(tx, 'Dublin');
  });
});

const append = (tx: EntityManager, nameKey: string, suffix: string): Promise<unknown> =>
  tx.query('UPDATE sites SET name = CONCAT(name, ?) WHERE name_key = ?', [suffix, nameKey]);

/** Two transactions that each hold one row before they ask for the other's. */
function deadlock(
  work: (tx: EntityManager, rows: [string, string], suffix: string, bothHold: () => Promise<void>) => Promise<void>,
) {
  const gate = new Gate();
  let holding = 0;
  const bothHold = (): Promise<void> => {
    if (++holding === 2) gate.open();
    return gate.opened;
  };
  return Promise.all([
    store.write((tx) => work(tx, ['redmond', 'dublin'], ' 1', bothHold)),
    store.write((tx) => work(tx, ['dublin', 'redmond'], ' 2', bothHold)),
  ]);
}

it('commits both of two transactions that met in a deadlock', async () => {
  let attempts = 0;
  await deadlock(async (tx, [mine, yours], suffix, bothHold) => {
    attempts++;
    await append(tx, mine, suffix);
    await bothHold();
    await append(tx, yours, suffix);
  });
  const names = await siteNames(store.read);
  expect(names.map((name) => name.split(' ').sort())).toEqual([
    ['1', '2', 'Redmond'],
    ['1', '2', 'Dublin'],
  ]);
  expect(attempts).toBe(3);
});

it('tries again even where the work goes on after the deadlock, or takes it for something else', async () => {
  await deadlock(async (tx, [mine, yours], suffix, bothHold) => {
    await append(tx, mine, suffix);
    await bothHold();
    await append(tx, yours, suffix).catch(() => undefined);
    await insertSite(tx, `After${suffix}`).catch(() => {
      throw new Error('something else');
    });
  });
  const [redmond, dublin, ...added] = await siteNames(store.read);
  expect([redmond!.length, dublin!.length]).toEqual(['Redmond 1 2'.length, 'Dublin 1 2'.length]);
  expect(added.sort()).toEqual(['After 1', 'After 2']);
});

it('answers CONFLICT after four waits for a lock in vain', async () => {
  const [held, release] = [new Gate(), new Gate()];
  const holder = await openTestStore(url);
  const holding = holder.write(async (tx) => {
    await append(tx, 'redmond', ' held');
    held.open();
    await release.opened;
  });
  await held.opened;
  let attempts = 0;
  const waiting = store.write(async (tx) => {
    attempts++;
    await tx.query('SET SESSION innodb_lock_wait_timeout = 0');
    await append(tx, 'dublin', ' half');
    await append(tx, 'redmond', ' late');
  });
  await expect(waiting).rejects.toMatchObject({
    code: 'CONFLICT',
    message: 'Other changes were in the way of this one for too long, and nothing of it was stored; try it again.',
  });
  release.open();
  await holding;
  expect(attempts).toBe(4);
  expect(await siteNames(store.read)).toEqual(['Redmond held', 'Dublin']);
});

it('has a transaction that reads for update wait for another that did', async () => {
  const [held, release] = [new Gate(), new Gate()];
  const readNames = async (tx: EntityManager): Promise<string[]> => {
    const sites = await tx.find(Site, { order: { id: 'ASC' }, ...rowLock(tx, 'pessimistic_write') });
    return sites.map(({ name }) => name);
  };
  const first = store.write(async (tx) => {
    await readNames(tx);
    held.open();
    await release.opened;
    await append(tx, 'redmond', ' 1');
  });
  await held.opened;
  const second = store.write(readNames);
  release.open();
  await first;
  expect(await second).toEqual(['Redmond 1', 'Dublin']);
});

it('keeps no reader from a connection, however many writers wait for a lock', async () => {
  const [held, release] = [new Gate(), new Gate()];
  const holding = store.write(async (tx) => {
    await append(tx, 'redmond', '');
    held.open();
    await release.opened;
  });
  await held.opened;
  const othersOfThePool = new Gate();
  let attempts = 0;
  const appendWhenFree = (tx: EntityManager): Promise<unknown> => {
    if (++attempts === 9) othersOfThePool.open();
    return append(tx, 'redmond', '+');
  };
  const waiting = Array.from({ length: 30 }, () => store.write(appendWhenFree));
  await othersOfThePool.opened;
  expect(await siteNames(store.read)).toEqual(['Redmond', 'Dublin']);
  expect(attempts).toBe(9);
  release.open();
  await Promise.all([holding, ...waiting]);
  expect(await siteNames(store.read)).toEqual([`Redmond${'+'.repeat(30)}`, 'Dublin']);
});
