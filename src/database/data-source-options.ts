import type { DataSourceOptions } from 'typeorm';

import type { DatabaseUrl, ServerUrl, SqliteUrl } from './database-url';
import { entities } from './entities';
import { followingDriver } from './following-pool';
import { migrations } from './migrations/migrations';
import type { Session } from './mysql-session';
import { Primary } from './primary';
import { SnakeNamingStrategy } from './snake-naming-strategy';

const CONNECT_TIMEOUT_MS = 5_000;

/** The same for every store; `synchronize` is never on. */
const common = { entities, migrations, namingStrategy: new SnakeNamingStrategy() } as const;

/** How TypeORM reaches the database. */
export function dataSourceOptions(url: DatabaseUrl): DataSourceOptions {
  return url.type === 'sqlite'
    ? sqliteOptions(url)
    : serverOptions(url, new Primary(url), { access: 'READ WRITE', maxSeconds: 0 });
}

export function sqliteOptions({ path }: SqliteUrl) {
  return { ...common, type: 'better-sqlite3', database: path } as const satisfies DataSourceOptions;
}

export function serverOptions(
  { type, username, password, database, tls }: ServerUrl,
  primary: Primary,
  session: Session,
) {
  return {
    ...common,
    type,
    username,
    password,
    database,
    driver: followingDriver(primary, session),
    ssl: tls ? {} : undefined,
    charset: 'utf8mb4',
    timezone: 'Z',
    connectTimeout: CONNECT_TIMEOUT_MS,
    // Counts and sums as numbers, as SQLite gives them.
    bigNumberStrings: false,
    extra: { decimalNumbers: true },
  } as const satisfies DataSourceOptions;
}
