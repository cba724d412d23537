import type { Sql } from '../../../src/database/sql';
import { sql } from '../../../src/database/sql';
import { Site } from '../../../src/features/topology/site.entity';
import { siteList } from '../../../src/features/topology/topology.lists';
import { RequestContext } from '../../../src/graphql/context';
import { insertSite } from '../../support/sites';
import { countStatements, openTestStore } from '../../support/store';

/** A condition on the names of sites with as many values as a filter may have. */
function nameIn(name: string): Sql {
  return sql`site.name IN (${[name, ...Array.from({ length: 499 }, (_, i) => `Elsewhere ${i}`)]})`;
}

it('fetches lists with more values than a statement takes by as few statements as take them', async () => {
  const store = await openTestStore();
  await store.write(async (tx) => {
    for (const name of ['Atlanta', 'Redmond']) await insertSite(tx, name);
  });
  const context = new RequestContext('request', null, store.read);
  const lists = Array.from({ length: 61 }, (_, owner) =>
    siteList.connectionFor(
      context,
      owner,
      { args: {}, condition: async () => nameIn(owner % 2 ? 'Atlanta' : 'Redmond') },
      'names',
    ),
  );

  const pages: Site[][] = [];
  const counts: number[] = [];
  expect(
    await countStatements(store, async () => {
      pages.push(...(await Promise.all(lists.map((list) => list.nodes))));
    }),
  ).toBe(2);
  expect(
    await countStatements(store, async () => {
      counts.push(...(await Promise.all(lists.map((list) => list.totalCount))));
    }),
  ).toBe(2);

  expect(pages.map((page) => page.map(({ name }) => name))).toEqual(
    lists.map((_list, owner) => [owner % 2 ? 'Atlanta' : 'Redmond']),
  );
  expect(counts).toEqual(lists.map(() => 1));
});
