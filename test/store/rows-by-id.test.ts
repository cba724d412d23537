import { RequestContext } from '../../src/graphql/context';
import { rowsById } from '../../src/graphql/rows-by-id';
import { Site } from '../../src/features/topology/site.entity';
import { insertSite } from '../support/sites';
import { countStatements, openTestStore } from '../support/store';

const siteById = rowsById(Site);

it('finds any number of rows by their ids, in their order, in few statements', async () => {
  const store = await openTestStore();
  await store.write((tx) => insertSite(tx, 'Redmond'));
  const context = new RequestContext('request', null, store.read);
  const ids = Array.from({ length: 40_000 }, (_, i) => 40_000 - i);
  const count = await countStatements(store, async () => {
    const sites = await context.the(siteById).loadMany(ids);
    expect(sites.slice(0, -1)).toEqual(Array<null>(39_999).fill(null));
    expect(sites.at(-1)).toMatchObject({ id: 1, name: 'Redmond' });
  });
  expect(count).toBe(4);
});
