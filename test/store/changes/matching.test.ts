import { Planning } from '../../../src/changes/planning';
import { sql } from '../../../src/database/sql';
import type { Store } from '../../../src/database/store';
import { Site } from '../../../src/features/topology/site.entity';
import { RequestContext } from '../../../src/graphql/context';
import { insertSite } from '../../support/sites';
import { countStatements, openTestStore } from '../../support/store';

const NOW = new Date('2026-11-23T09:00:00.000Z');
const IN_D = sql`site.name LIKE 'D%'`;

let store: Store;

beforeAll(async () => {
  store = await openTestStore();
  await store.write(async (tx) => {
    for (const name of ['Dublin', 'Redmond', 'Dallas']) await insertSite(tx, name);
    await tx.update(Site, { name: 'Dallas' }, { updatedAt: NOW });
  });
});

/** What a change, or a dry run of one, reads of the sites that meet a condition. */
const matching = (condition = IN_D, committing = true): Promise<Site[]> =>
  store.write((tx) => {
    const context = new RequestContext('request', null, store.read);
    return new Planning(context, tx, NOW, committing, false).matching(Site, 'site', condition);
  });

it.each([
  ['a change', true],
  ['a dry run', false],
])('reads for %s whole rows, by id, that meet the condition', async (_of, committing) => {
  const sites = await matching(IN_D, committing);
  expect(sites.map(({ id, name, version }) => ({ id, name, version }))).toEqual([
    { id: 1, name: 'Dublin', version: 1 },
    { id: 3, name: 'Dallas', version: 1 },
  ]);
  expect(sites.every((site) => site instanceof Site)).toBe(true);
  expect(sites[1]!.updatedAt).toEqual(NOW);
});

it('reads none where none meets it', async () => {
  expect(await matching(sql`site.name = ${'Nowhere'}`)).toEqual([]);
});

it('takes as many statements for three rows as for one', async () => {
  const one = await countStatements(store, () => matching(sql`site.id = 1`));
  expect(await countStatements(store, () => matching(sql`site.id > 0`))).toBe(one);
});
