import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource, EntityManager } from 'typeorm';

import { ErrorCode, GatewayError } from '../errors';
import { asGatewayError, storeClosed } from './as-gateway-error';
import { serverOptions } from './data-source-options';
import type { ServerUrl } from './database-url';
import { isConnectionLost, isLockFailure, isReadOnlyRefusal } from './driver-error';
import { GatewayDataSource } from './gateway-data-source';
import type { Session } from './mysql-session';
import { Primary } from './primary';
import { settleSchema } from './schema-migration';
import { StatementLogger } from './statement-logger';
import type { OpenOptions, Store } from './store';
import { inTransaction } from './transaction';

const ATTEMPTS = 4;
const FIRST_BACKOFF_MS = 20;

/** A MariaDB or MySQL server: one pool to write and others that only read, so that writers who wait for locks keep no reader from a connection. */
export class ServerStore implements Store {
  private readonly writing = new Set<Promise<unknown>>();
  private closed: Promise<void> | undefined;

  private constructor(
    private readonly url: ServerUrl,
    private readonly primary: Primary,
    private readonly writer: DataSource,
    private readonly reader: DataSource,
    private readonly requestReader: DataSource,
  ) {}

  static async open(
    url: ServerUrl,
    { migrate, maxStatementSeconds = 0, onNotice, onStatement }: OpenOptions,
  ): Promise<ServerStore> {
    const logger = onStatement && new StatementLogger(onStatement);
    const primary = new Primary(url);
    const opened: DataSource[] = [];
    const connect = async (session: Session): Promise<DataSource> => {
      const source = await new GatewayDataSource({ ...serverOptions(url, primary, session), logger }).initialize();
      opened.push(source);
      return source;
    };
    try {
      const writer = await connect({ access: 'READ WRITE', maxSeconds: 0 });
      await checkServer(writer, url);
      const notices = await settleSchema(writer, migrate);
      for (const notice of notices) onNotice?.(notice);
      const reader = await connect({ access: 'READ ONLY', maxSeconds: 0 });
      const requestReader =
        maxStatementSeconds > 0 ? await connect({ access: 'READ ONLY', maxSeconds: maxStatementSeconds }) : reader;
      return new ServerStore(url, primary, writer, reader, requestReader);
    } catch (error) {
      await Promise.all(opened.map((source) => source.destroy()));
      primary.close();
      throw error;
    }
  }

  get type(): ServerUrl['type'] {
    return this.url.type;
  }

  get moves(): number {
    return this.primary.moves;
  }

  get read(): EntityManager {
    return this.reader.manager;
  }

  get readForRequests(): EntityManager {
    return this.requestReader.manager;
  }

  async write<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    if (this.closed) throw storeClosed();
    const result = this.attempt(work);
    const settled = result.catch(() => undefined);
    this.writing.add(settled);
    void settled.then(() => this.writing.delete(settled));
    return result;
  }

  async address(): Promise<ServerUrl> {
    const { host } = await this.primary.toRead();
    return { ...this.url, hosts: [host] };
  }

  async ping(): Promise<void> {
    await this.primary.check();
    await this.read.query('SELECT last FROM change_sequence');
  }

  close(): Promise<void> {
    this.closed ??= this.disconnect();
    return this.closed;
  }

  private async disconnect(): Promise<void> {
    await Promise.all(this.writing);
    const sources = new Set([this.writer, this.reader, this.requestReader]);
    await Promise.all(Array.from(sources, (source) => source.destroy()));
    this.primary.close();
  }

  private async attempt<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await inTransaction(this.writer.createQueryRunner(), work);
      } catch (error) {
        if (isReadOnlyRefusal(error) || isConnectionLost(error)) this.primary.doubt();
        if (attempt === ATTEMPTS || !this.mayBeRepeated(error)) throw asGatewayError(error) ?? error;
        await delay(Math.random() * FIRST_BACKOFF_MS * 2 ** attempt);
      }
    }
  }

  /** Nothing is committed after any of these; a loss in the moment of the commit is another error. */
  private mayBeRepeated(error: unknown): boolean {
    // With one server, there is none that could go on in its place.
    return isLockFailure(error) || isReadOnlyRefusal(error) || (this.url.hosts.length > 1 && isConnectionLost(error));
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
