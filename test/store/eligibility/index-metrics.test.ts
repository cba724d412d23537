import { Registry } from 'prom-client';

import { takeSequence } from '../../../src/database/change-sequence';
import { insertInChunks } from '../../../src/database/insert-in-chunks';
import { Principal } from '../../../src/directory/principal.entity';
import { AccessList } from '../../../src/eligibility/access-entry.entity';
import { AccessLists } from '../../../src/eligibility/access-lists';
import { readLists } from '../../../src/eligibility/access-lists-reading';
import { EligibilityIndexHolder } from '../../../src/eligibility/eligibility-index.holder';
import { KeptLists } from '../../../src/eligibility/kept-lists';
import { registerIndexMetrics } from '../../../src/server/index-metrics';
import { openTestStore } from '../../support/store';
import { principalRow } from './directory-rows';

it('tells Prometheus the version, the size and the loads of the index that is held, and of the access lists', async () => {
  const store = await openTestStore();
  await store.write(async (tx) => {
    await insertInChunks(tx, Principal, [principalRow(1, {})]);
    await takeSequence(tx, 1, 'directory');
  });
  const holder = new EligibilityIndexHolder(store);
  const registry = new Registry();
  const lists = new KeptLists();
  registerIndexMetrics(registry, holder, lists);
  const { memory } = await holder.current(1);
  const { moment } = await readLists(store.read, []);
  await new AccessLists(store.read, lists, moment).load({ list: AccessList.MEMBERS, ownerId: 1 });
  await new AccessLists(store.read, lists, moment).load({ list: AccessList.MEMBERS, ownerId: 1 });

  const lines = (await registry.metrics()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const values = new Map(
    lines.map((line) => line.replace(/gateway_(eligibility_index_)?/, '').split(' ') as [string, string]),
  );
  expect(Number(values.get('load_duration_seconds'))).toBeGreaterThan(0);
  values.delete('load_duration_seconds');
  expect(Object.fromEntries(values)).toEqual({
    version: '1',
    bytes: String(memory.bytes),
    bound_bytes: String(memory.bound),
    'loads_total{how="whole"}': '1',
    'loads_total{how="following"}': '0',
    access_lists_bytes: String(lists.bytes),
    'access_lists_total{from="memory"}': '1',
    'access_lists_total{from="store"}': '1',
  });
});
