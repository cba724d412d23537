import type { DataSourceOptions } from 'typeorm';

import type { DatabaseUrl } from './database-url';
import { entities } from './entities';
import { migrations } from './migrations/migrations';
import { SnakeNamingStrategy } from './snake-naming-strategy';

const CONNECT_TIMEOUT_MS = 5_000;

/** How TypeORM reaches the database; `synchronize` is never on. */
export function dataSourceOptions(url: DatabaseUrl) {
  const common = { entities, migrations, namingStrategy: new SnakeNamingStrategy(), logging: false } as const;
  if (url.type === 'sqlite') {
    return { ...common, type: 'better-sqlite3', database: url.path, enableWAL: true } as const satisfies DataSourceOptions;
  }
  const { type, host, port, username, password, database } = url;
  return {
    ...common,
    type,
    host,
    port,
    username,
    password,
    database,
    ssl: url.tls ? {} : undefined,
    charset: 'utf8mb4',
    timezone: 'Z',
    connectTimeout: CONNECT_TIMEOUT_MS,
    // Counts and sums as numbers, as SQLite gives them.
    bigNumberStrings: false,
    extra: { decimalNumbers: true },
  } as const satisfies DataSourceOptions;
}
