import { dataSourceOptions } from '../../src/database/data-source-options';
import { parseDatabaseUrl } from '../../src/database/database-url';
import { GatewayDataSource } from '../../src/database/gateway-data-source';
import { migrations } from '../../src/database/migrations/migrations';

/** Brings an empty database to the schema before a migration, and fills it with these statements. */
export async function makeStoreBefore(
  url: string,
  migration: (typeof migrations)[number],
  statements: readonly string[],
): Promise<void> {
  const earlier = migrations.slice(0, migrations.indexOf(migration));
  const dataSource = new GatewayDataSource({ ...dataSourceOptions(parseDatabaseUrl(url)), migrations: earlier });
  await dataSource.initialize();
  await dataSource.runMigrations();
  for (const statement of statements) await dataSource.query(statement);
  await dataSource.destroy();
}
