import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource, EntityManager } from 'typeorm';

import { ErrorCode, GatewayError } from '../errors';
import { asGatewayError, storeClosed } from './as-gateway-error';
import { serverOptions } from './data-source-options';
import type { ServerUrl } from './database-url';
import { isLockFailure } from './driver-error';
import { GatewayDataSource } from './gateway-data-source';
import { mysqlWithSession } from './mysql-session';
import { settleSchema } from './schema-migration';
import { StatementLogger } from './statement-logger';
import type { OpenOptions, Store } from './store';
import { inTransaction } from './transaction';

const ATTEMPTS = 4;
const FIRST_BACKOFF_MS = 20;

/** A MariaDB or MySQL server: one pool to write and one that only reads, so that writers who wait for locks keep no reader from a connection. */
export class ServerStore implements Store {
  private readonly writing = new Set<Promise<unknown>>();
  private closed: Promise<void> | undefined;

  private constructor(
    readonly type: ServerUrl['type'],
    private readonly writer: DataSource,
    private readonly reader: DataSource,
  ) {}

  static async open(url: ServerUrl, { migrate, onStatement }: OpenOptions): Promise<ServerStore> {
    const options = { ...serverOptions(url), logger: onStatement && new StatementLogger(onStatement) };
    const writer = await new GatewayDataSource({ ...options, driver: mysqlWithSession('READ WRITE') }).initialize();
    try {
      await checkServer(writer, url);
      await settleSchema(writer, migrate);
      const reader = await new GatewayDataSource({ ...options, driver: mysqlWithSession('READ ONLY') }).initialize();
      return new ServerStore(url.type, writer, reader);
    } catch (error) {
      await writer.destroy();
      throw error;
    }
  }

  get read(): EntityManager {
    return this.reader.manager;
  }

  async write<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    if (this.closed) throw storeClosed();
    const result = this.attempt(work);
    const settled = result.catch(() => undefined);
    this.writing.add(settled);
    void settled.then(() => this.writing.delete(settled));
    return result;
  }

  async ping(): Promise<void> {
    await this.read.query('SELECT last FROM change_sequence');
  }

  close(): Promise<void> {
    this.closed ??= this.disconnect();
    return this.closed;
  }

  private async disconnect(): Promise<void> {
    await Promise.all(this.writing);
    await Promise.all([this.writer.destroy(), this.reader.destroy()]);
  }

  private async attempt<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await inTransaction(this.writer.createQueryRunner(), work);
      } catch (error) {
        if (!isLockFailure(error) || attempt === ATTEMPTS) throw asGatewayError(error) ?? error;
        await delay(Math.random() * FIRST_BACKOFF_MS * 2 ** attempt);
      }
    }
  }
}

/** TypeORM and the collations differ between the two, so the URL has to name the right one. */
async function checkServer(writer: DataSource, { type }: ServerUrl): Promise<void> {
  const [{ version }] = await writer.query<[{ version: string }]>('SELECT VERSION() AS version');
  const actual = version.includes('MariaDB') ? 'mariadb' : 'mysql';
  if (type === actual) return;
  throw new GatewayError(
    ErrorCode.BAD_USER_INPUT,
    `DATABASE_URL begins with "${type}://", but the server there is ${version}: write "${actual}://".`,
    { parameter: 'DATABASE_URL' },
  );
}
