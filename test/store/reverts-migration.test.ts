import { dataSourceOptions } from '../../src/database/data-source-options';
import { parseDatabaseUrl } from '../../src/database/database-url';
import { GatewayDataSource } from '../../src/database/gateway-data-source';
import { Reverts1795420000000 } from '../../src/database/migrations/2026-11-22-reverts.migration';
import { migrations } from '../../src/database/migrations/migrations';
import { afterUse } from '../support/clean-up';
import { testDatabaseUrl } from '../support/test-database';

const ENTRIES = [
  ['newRoom', 'Room', 'MADE'],
  ['migrate', 'Policy', 'MADE'],
  ['setRoom', 'Room', 'CHANGED'],
  ['removeAddin', 'Addin', 'REMOVED'],
  ['removeAddin', 'Room', 'CHANGED'],
];

it('tells of the entries that are there what they did to their things', async () => {
  const dataSource = new GatewayDataSource(dataSourceOptions(parseDatabaseUrl(await testDatabaseUrl())));
  afterUse(() => dataSource.destroy());
  await dataSource.initialize();
  const later = migrations.length - migrations.indexOf(Reverts1795420000000);
  for (let count = 0; count < later; count++) await dataSource.undoLastMigration();
  for (const [i, [operation, nodeType]] of ENTRIES.entries()) {
    await dataSource.query(
      `INSERT INTO audit_entries (id, operation_id, operation, at, actor, actor_key, request_id, node_type, node_id, identity, identity_key, changes)
        VALUES (?, 'x', ?, '2026-01-01 00:00:00.000', 'desk', 'desk', 'r', ?, 1, 'x', 'x', '[]')`,
      [i + 1, operation, nodeType],
    );
  }
  await dataSource.runMigrations();
  const kinds = await dataSource.query<{ kind: string }[]>('SELECT kind FROM audit_entries ORDER BY id');
  expect(kinds.map(({ kind }) => kind)).toEqual(ENTRIES.map(([, , kind]) => kind));
});
