import type { EntityManager } from 'typeorm';

import { Planning } from '../../../src/changes/planning';
import { sql } from '../../../src/database/sql';
import type { Store } from '../../../src/database/store';
import { foldedKey } from '../../../src/database/text-keys';
import { Site } from '../../../src/features/topology/site.entity';
import { RequestContext } from '../../../src/graphql/context';
import { insertSite } from '../../support/sites';
import { openTestStore } from '../../support/store';

/** On SQLite nobody can come between: writers take turns. */
let store: Store;

beforeAll(async () => {
  store = await openTestStore();
});

beforeEach(async () => {
  await store.write(async (tx) => {
    await tx.query('DELETE FROM sites');
    for (const name of ['Dublin', 'Dallas', 'Denver', 'Redmond']) await insertSite(tx, name);
  });
});

function matching(tx: EntityManager, committing = true): Promise<Site[]> {
  const context = new RequestContext('request', null, store.read);
  const planning = new Planning(context, tx, new Date(), committing, false);
  return planning.matching(Site, 'site', sql`site.name LIKE 'D%'`);
}

/** Has others come between the look and the lock. */
function meanwhile(tx: EntityManager, others: () => Promise<unknown>): void {
  const runner = tx.queryRunner!;
  const send = runner.query.bind(runner);
  runner.query = (async (...statement: Parameters<typeof send>) => {
    if (statement[0].endsWith('FOR UPDATE')) await others();
    return send(...statement) as Promise<unknown>;
  }) as typeof runner.query;
}

const rename = (tx: EntityManager, from: string, to: string) =>
  tx.update(Site, { nameKey: foldedKey(from) }, { name: to, version: () => 'version + 1' });

it('holds rows that change between the look and the lock to the condition again, and reads them as they are', async () => {
  const sites = await store.write(async (tx) => {
    meanwhile(tx, () =>
      store.write(async (other) => {
        await rename(other, 'Dublin', 'Cork');
        await rename(other, 'Dallas', 'Dayton');
        await rename(other, 'Redmond', 'Duvall');
      }),
    );
    return matching(tx);
  });
  expect(sites.map(({ name, version }) => [name, version])).toEqual([
    ['Dayton', 2],
    ['Denver', 1],
  ]);
});

it('passes over rows that go between the look and the lock', async () => {
  const sites = await store.write(async (tx) => {
    meanwhile(tx, () => store.write((other) => other.delete(Site, { name: 'Dallas' })));
    return matching(tx);
  });
  expect(sites.map(({ name }) => name)).toEqual(['Dublin', 'Denver']);
});

/** Whether another can change a row now. */
const changes = (name: string): Promise<unknown> =>
  store.write(async (other) => {
    await other.query('SET SESSION innodb_lock_wait_timeout = 0');
    await rename(other, name, `${name}!`);
  });

it('locks for a change what it reads, and no more', async () => {
  await store.write(async (tx) => {
    await matching(tx);
    await expect(changes('Denver')).rejects.toMatchObject({ code: 'CONFLICT' });
    await changes('Redmond');
  });
  await changes('Denver');
});

it('locks nothing for a dry run', async () => {
  await store.write(async (tx) => {
    expect(await matching(tx, false)).toHaveLength(3);
    await changes('Denver');
  });
});
