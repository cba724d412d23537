import { SortKeys1795450000000 } from '../../src/database/migrations/2026-11-23-sort-keys.migration';
import { makeStoreBefore } from '../support/store-before';
import { openTestStore } from '../support/store';
import { emptyDatabaseUrl } from '../support/test-database';

const AUDITED = "1, '2026-01-01 00:00:00.000', '2026-01-01 00:00:00.000'";
const PLACED = 'version, created_at, updated_at, identity, identity_key, scope';

it('gives what is there the keys by which it is ordered, and keeps what refers to it', async () => {
  const url = await emptyDatabaseUrl();
  await makeStoreBefore(url, SortKeys1795450000000, [
    `INSERT INTO sites (id, version, created_at, updated_at, name, name_key)
      VALUES (1, ${AUDITED}, 'École', 'école'), (2, ${AUDITED}, 'Xanten', 'xanten')`,
    `INSERT INTO pools (id, version, created_at, updated_at, fqdn, state, site_id) VALUES (1, ${AUDITED}, 'p', 'NORMAL', 1)`,
    `INSERT INTO policies (${PLACED}, site_id, description, description_key, enable_persistent_chat)
      VALUES (${AUDITED}, 'site:École', 'site:école', 'SITE', 1, '', '', 1)`,
    `INSERT INTO configurations (${PLACED}, site_id, default_chat_history, max_file_size_kb, participant_update_limit)
      VALUES (${AUDITED}, 'site:École', 'site:école', 'SITE', 1, 30, 20000, 75)`,
    `INSERT INTO compliance_configurations (${PLACED}, pool_id, one_chat_room_per_output_file, add_chat_room_details,
      add_user_details, create_file_attachments_manifest, run_interval)
      VALUES (${AUDITED}, 'service:PersistentChatServer:p', 'service:persistentchatserver:p', 'SERVICE', 1, 0, 0, 0, 0, 900)`,
  ]);
  const store = await openTestStore(url);
  const keys = async (table: string) => {
    const rows = await store.read.query<{ sort_key: string }[]>(`SELECT sort_key FROM ${table} ORDER BY id`);
    return rows.map(({ sort_key }) => sort_key);
  };
  expect(await keys('sites')).toEqual(['ecole\u0001école', 'xanten']);
  expect(await keys('policies')).toEqual(['global', 'site:ecole\u0001site:école']);
  expect(await keys('configurations')).toEqual(['global', 'site:ecole\u0001site:école']);
  expect(await keys('compliance_configurations')).toEqual(['global', 'service:persistentchatserver:p']);
  expect(await store.read.query('SELECT fqdn, site_id FROM pools')).toEqual([{ fqdn: 'p', site_id: 1 }]);
});
