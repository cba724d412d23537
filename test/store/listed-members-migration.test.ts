import { ListedMembers1795440000000 } from '../../src/database/migrations/2026-11-23-listed-members.migration';
import { makeStoreBefore } from '../support/store-before';
import { openTestStore } from '../support/store';
import { emptyDatabaseUrl } from '../support/test-database';

const AT = "'2026-01-01 00:00:00.000'";
const room = (id: number) => `(${id}, 1, ${AT}, ${AT}, 'R${id}', 'r${id}', 'r${id}', '', '',
  'NORMAL', 'CLOSED', 'INHERIT', 0, 0, 1, 1)`;

it('says of the rooms that are there whether they list members', async () => {
  const url = await emptyDatabaseUrl();
  await makeStoreBefore(url, ListedMembers1795440000000, [
    `INSERT INTO sites (id, version, created_at, updated_at, name, name_key) VALUES (1, 1, ${AT}, ${AT}, 'S', 's')`,
    `INSERT INTO pools (id, version, created_at, updated_at, fqdn, state, site_id) VALUES (1, 1, ${AT}, ${AT}, 'p', 'NORMAL', 1)`,
    `INSERT INTO categories (id, version, created_at, updated_at, name, name_key, sort_key, description, description_key,
      invitations, file_upload, chat_history, pool_id) VALUES (1, 1, ${AT}, ${AT}, 'C', 'c', 'c', '', '', 0, 0, 1, 1)`,
    `INSERT INTO rooms (id, version, created_at, updated_at, name, name_key, sort_key, description, description_key,
      type, privacy, invitations, disabled, content_bytes, pool_id, category_id) VALUES ${[1, 2, 3].map(room).join()}`,
    `INSERT INTO access_entries (list, owner_id, principal_id)
      VALUES ('MEMBERS', 1, 1), ('MEMBERS', 1, 2), ('MANAGERS', 2, 1), ('ALLOWED', 3, 1)`,
  ]);
  const store = await openTestStore(url);
  expect(await store.read.query('SELECT id, lists_members FROM rooms ORDER BY id')).toEqual([
    { id: 1, lists_members: 1 },
    { id: 2, lists_members: 0 },
    { id: 3, lists_members: 0 },
  ]);
});
