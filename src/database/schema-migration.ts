import { type DataSource, MigrationExecutor, type QueryRunner } from 'typeorm';

import { ErrorCode, GatewayError } from '../errors';
import type { TellingMigration } from './migrations/telling-migration';
import { inTransaction } from './transaction';

/** How long one gateway waits for another that migrates the same database. */
const LOCK_TIMEOUT_S = 60;

/**
 * Brings the schema up to date, or refuses one that is behind. Several gateways may start at once: one migrates, the others
 * wait for it.
 *
 * @returns what the migrations changed for users, a sentence each
 */
export async function settleSchema(writer: DataSource, migrate: boolean): Promise<string[]> {
  const pending = await new MigrationExecutor(writer).getPendingMigrations();
  if (pending.length === 0) return [];
  if (!migrate) throw schemaBehind();
  return writer.options.type === 'better-sqlite3' ? migrateFile(writer) : migrateServer(writer);
}

export function schemaBehind(): GatewayError {
  return new GatewayError(
    ErrorCode.UNAVAILABLE,
    'The schema of the database that DATABASE_URL names is behind this version of the gateway: run "npm run migrate" first, or start without MIGRATE=off.',
  );
}

async function migrateFile(writer: DataSource): Promise<string[]> {
  const [{ timeout }] = await writer.query<[{ timeout: number }]>('PRAGMA busy_timeout');
  await writer.query(`PRAGMA busy_timeout = ${LOCK_TIMEOUT_S * 1000}`);
  // A changed table is copied and dropped, which must not cascade; inside a transaction the switch has no effect.
  await writer.query('PRAGMA foreign_keys = OFF');
  try {
    return await inTransaction(writer.createQueryRunner(), async (tx) => {
      const notices = await runPending(writer, tx.queryRunner);
      const orphans = await tx.query<unknown[]>('PRAGMA foreign_key_check');
      if (orphans.length > 0)
        throw new Error(`The migration would leave ${orphans.length} rows that refer to nothing.`);
      return notices;
    });
  } finally {
    await writer.query('PRAGMA foreign_keys = ON');
    await writer.query(`PRAGMA busy_timeout = ${timeout}`);
  }
}

async function migrateServer(writer: DataSource): Promise<string[]> {
  const runner = writer.createQueryRunner();
  const lock = "SHA1(CONCAT(DATABASE(), ' migrations'))";
  try {
    const [{ taken }] = await runner.manager.query<[{ taken: number | null }]>(
      `SELECT GET_LOCK(${lock}, ${LOCK_TIMEOUT_S}) AS taken`,
    );
    if (!taken)
      throw new GatewayError(
        ErrorCode.UNAVAILABLE,
        'Another gateway has been migrating the database for a minute; wait for it to end.',
      );
    const notices = await runPending(writer, runner);
    await runner.query(`DO RELEASE_LOCK(${lock})`);
    return notices;
  } finally {
    await runner.release();
  }
}

async function runPending(writer: DataSource, runner: QueryRunner | undefined): Promise<string[]> {
  const executor = new MigrationExecutor(writer, runner);
  executor.transaction = 'each';
  const done = await executor.executePendingMigrations();
  return done.flatMap(({ instance }) => (instance as TellingMigration).notice ?? []);
}
