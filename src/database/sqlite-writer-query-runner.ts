import { QueryFailedError, QueryResult, QueryRunnerAlreadyReleasedError } from 'typeorm';
import { BetterSqlite3QueryRunner } from 'typeorm/driver/better-sqlite3/BetterSqlite3QueryRunner';

import type { SqliteWriterConnection } from './sqlite-writer-connection';

/** TypeORM's runner of SQLite statements, made to wait for a connection in another thread. */
export class SqliteWriterQueryRunner extends BetterSqlite3QueryRunner {
  override query(query: string, parameters: unknown[] | undefined, useStructuredResult: true): Promise<QueryResult>;
  override query(query: string, parameters?: unknown[]): Promise<unknown>;
  override async query(query: string, parameters: unknown[] = [], useStructuredResult = false): Promise<unknown> {
    if (this.isReleased) throw new QueryRunnerAlreadyReleasedError();
    // A transaction that only later turns to writing fails where another process has written since; this one waits first.
    const sql = query === 'BEGIN TRANSACTION' ? 'BEGIN IMMEDIATE' : query;
    const bound = parameters.map((value) => (typeof value === 'boolean' ? Number(value) : value));
    const connection = (await this.connect()) as SqliteWriterConnection;
    this.driver.dataSource.logger.logQuery(sql, bound, this);
    try {
      const { rows, changes, lastInsertRowid } = await connection.run(sql, bound);
      const result = new QueryResult();
      result.raw = rows ?? lastInsertRowid;
      if (rows) result.records = rows;
      else result.affected = changes;
      return useStructuredResult ? result : result.raw;
    } catch (error) {
      throw new QueryFailedError(sql, bound, error as Error);
    }
  }

  override release(): Promise<void> {
    this.isReleased = true;
    return super.release();
  }
}
