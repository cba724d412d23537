import { existsSync } from 'node:fs';
import type { DataSource, EntityManager } from 'typeorm';
import type { BetterSqlite3DataSourceOptions } from 'typeorm/driver/better-sqlite3/BetterSqlite3DataSourceOptions';
import type { BetterSqlite3Driver } from 'typeorm/driver/better-sqlite3/BetterSqlite3Driver';

import { asGatewayError, storeClosed } from './as-gateway-error';
import { sqliteOptions } from './data-source-options';
import type { SqliteUrl } from './database-url';
import { GatewayDataSource } from './gateway-data-source';
import { schemaBehind, settleSchema } from './schema-migration';
import { SqliteWriterConnection } from './sqlite-writer-connection';
import { SqliteWriterQueryRunner } from './sqlite-writer-query-runner';
import { StatementLogger } from './statement-logger';
import type { OpenOptions, Store } from './store';
import { inTransaction } from './transaction';

/** The embedded store: one file, one connection that writes in a thread of its own, and one that only reads. */
export class SqliteStore implements Store {
  readonly type = 'sqlite';
  readonly moves = 0;
  private turn: Promise<unknown> = Promise.resolve();
  private closed: Promise<void> | undefined;

  private constructor(
    private readonly url: SqliteUrl,
    private readonly writer: DataSource,
    private readonly reader: DataSource,
  ) {}

  static async open(url: SqliteUrl, { migrate, onNotice, onStatement }: OpenOptions): Promise<SqliteStore> {
    if (!migrate && !existsSync(url.path)) throw schemaBehind();
    const options = { ...sqliteOptions(url), logger: onStatement && new StatementLogger(onStatement) };
    const writer = await openWriter(options);
    try {
      const notices = await settleSchema(writer, migrate);
      for (const notice of notices) onNotice?.(notice);
      // After the writer: a connection that only reads can't make the files that it reads through.
      const reader = await new GatewayDataSource({ ...options, readonly: true }).initialize();
      return new SqliteStore(url, writer, reader);
    } catch (error) {
      await closeWriter(writer);
      throw error;
    }
  }

  get read(): EntityManager {
    return this.reader.manager;
  }

  /** Nothing ends a statement here: while it runs in this thread, nothing else does. */
  get readForRequests(): EntityManager {
    return this.read;
  }

  async write<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    if (this.closed) throw storeClosed();
    const result = this.turn.then(() => this.transaction(work));
    this.turn = result.catch(() => undefined);
    return result;
  }

  address(): Promise<SqliteUrl> {
    return Promise.resolve(this.url);
  }

  async ping(): Promise<void> {
    await this.read.query('SELECT last FROM change_sequence');
  }

  close(): Promise<void> {
    this.closed ??= this.disconnect();
    return this.closed;
  }

  private async disconnect(): Promise<void> {
    await this.turn;
    await this.reader.destroy();
    await closeWriter(this.writer);
  }

  private async transaction<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    try {
      return await inTransaction(this.writer.createQueryRunner(), work);
    } catch (error) {
      throw asGatewayError(error) ?? error;
    }
  }
}

async function openWriter(options: BetterSqlite3DataSourceOptions): Promise<DataSource> {
  const writer = new GatewayDataSource({
    ...options,
    driver: SqliteWriterConnection,
    prepareDatabase: (connection: SqliteWriterConnection) => connection.open(),
  });
  // TypeORM shares one runner among all; one each keeps what it knows of a transaction to that transaction.
  writer.driver.createQueryRunner = () => new SqliteWriterQueryRunner(writer.driver as BetterSqlite3Driver);
  return writer.initialize();
}

async function closeWriter(writer: DataSource): Promise<void> {
  const connection = (writer.driver as BetterSqlite3Driver).databaseConnection as SqliteWriterConnection;
  await connection.close();
  await writer.destroy();
}
