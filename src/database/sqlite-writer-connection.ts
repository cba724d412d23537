import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

/** What one statement gave: rows where it returns any, else what it changed. */
export interface StatementResult {
  rows?: unknown[];
  changes?: number;
  lastInsertRowid?: number;
}

interface Answer extends StatementResult {
  id: number;
  error?: { message: string; code?: string };
}

interface Waiting {
  resolve: (result: StatementResult) => void;
  reject: (error: Error) => void;
}

/**
 * The connection that writes to an SQLite file. It lives in a worker thread, so that neither a long statement nor waiting for another process's
 * lock holds up the thread that serves requests. TypeORM makes it where it would make one of better-sqlite3.
 */
export class SqliteWriterConnection {
  private worker: Worker | undefined;
  private closed: Promise<void> | undefined;
  private lastId = 0;
  private readonly waiting = new Map<number, Waiting>();

  constructor(
    private readonly path: string,
    private readonly options: { fileMustExist: boolean; timeout: number },
  ) {}

  /** Opens the file, where TypeORM would only notice with the first statement that it can't. */
  async open(): Promise<void> {
    try {
      await this.run('SELECT 1 FROM sqlite_schema');
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  /** Runs one statement, in the order of the calls. */
  run(sql: string, parameters: unknown[] = []): Promise<StatementResult> {
    if (this.closed) return Promise.reject(new Error('The database is closed.'));
    return this.request(sql, parameters);
  }

  async pragma(source: string): Promise<unknown[] | undefined> {
    return (await this.run(`PRAGMA ${source}`)).rows;
  }

  /** Takes the connection away, with what it has not committed; the next statement opens a new one. */
  destroy(): void {
    void this.worker?.terminate();
    this.lose(this.worker, new Error('The connection was given up.'));
  }

  close(): Promise<void> {
    this.closed ??= this.stop();
    return this.closed;
  }

  private async stop(): Promise<void> {
    if (!this.worker) return;
    const exit = once(this.worker, 'exit');
    await this.request(null, []);
    await exit;
  }

  private request(sql: string | null, parameters: unknown[]): Promise<StatementResult> {
    const worker = (this.worker ??= this.start());
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      worker.postMessage({ id, sql, parameters });
      this.waiting.set(id, { resolve, reject });
    });
  }

  private start(): Worker {
    const workerData = {
      path: this.path,
      options: { fileMustExist: this.options.fileMustExist, timeout: this.options.timeout },
    };
    const worker = new Worker(join(__dirname, 'sqlite-writer.worker.js'), { workerData });
    // A thread that was given up may still answer.
    worker.on('message', (answer: Answer) => this.worker === worker && this.settle(answer));
    worker.on('error', (error) => this.lose(worker, error));
    worker.on('exit', () => this.lose(worker, new Error('The thread that writes has ended.')));
    return worker;
  }

  private settle({ id, error, ...result }: Answer): void {
    const { resolve, reject } = this.waiting.get(id)!;
    this.waiting.delete(id);
    if (error) reject(Object.assign(new Error(error.message), { code: error.code }));
    else resolve(result);
  }

  private lose(worker: Worker | undefined, reason: Error): void {
    if (this.worker !== worker) return;
    this.worker = undefined;
    for (const { reject } of this.waiting.values()) reject(Object.assign(reason, { fatal: true }));
    this.waiting.clear();
  }
}
