import Database from 'better-sqlite3';
import { type Connection, createConnection } from 'mysql2';

import type { DatabaseUrl, ServerUrl, SqliteUrl } from './database-url';
import { LONGEST_CONCATENATION, statementLimit } from './mysql-session';

const CONNECT_TIMEOUT_MS = 5_000;

/** Runs a statement and gives its rows one by one, each with its values in the order of the columns. */
export type RowReader = (statement: string, onRow: (row: readonly unknown[]) => void) => Promise<void>;

/**
 * Reads from a connection of its own in one view of the store, whatever is committed in the meantime. It is for much data, and for
 * a thread that serves nobody.
 *
 * @param url of several servers the first is read
 */
export function inSnapshot<T>(url: DatabaseUrl, work: (read: RowReader) => Promise<T>): Promise<T> {
  return url.type === 'sqlite' ? inSqlite(url, work) : inServer(url, work);
}

async function inSqlite<T>({ path }: SqliteUrl, work: (read: RowReader) => Promise<T>): Promise<T> {
  const connection = new Database(path, { readonly: true, fileMustExist: true });
  try {
    connection.exec('BEGIN');
    return await work(async (statement, onRow) => {
      for (const row of connection.prepare<[], unknown[]>(statement).raw().iterate()) onRow(row);
    });
  } finally {
    connection.close();
  }
}

async function inServer<T>(
  { hosts, username: user, password, database, tls }: ServerUrl,
  work: (read: RowReader) => Promise<T>,
): Promise<T> {
  const connection = createConnection({
    ...hosts[0],
    ...{ user, password, database, ssl: tls ? {} : undefined },
    charset: 'utf8mb4',
    connectTimeout: CONNECT_TIMEOUT_MS,
    rowsAsArray: true,
  });
  // What it says of a loss when nothing is under way would end the thread.
  connection.on('error', () => undefined);
  const read: RowReader = (statement, onRow) => streamed(connection, statement, onRow);
  const run = (statement: string) => read(statement, () => undefined);
  try {
    await run(
      `SET SESSION sql_mode = 'TRADITIONAL', group_concat_max_len = ${LONGEST_CONCATENATION} ${statementLimit(0)}`,
    );
    await run('SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    await run('START TRANSACTION WITH CONSISTENT SNAPSHOT');
    return await work(read);
  } finally {
    connection.destroy();
  }
}

function streamed(connection: Connection, statement: string, onRow: (row: readonly unknown[]) => void): Promise<void> {
  let lost: (error: Error) => void;
  return new Promise<void>((resolve, reject) => {
    // A loss is told to the connection alone where rows are streamed.
    lost = reject;
    connection.on('error', lost);
    connection
      .query(statement)
      .on('result', (row) => onRow(row as unknown as unknown[]))
      .on('error', reject)
      .on('end', () => resolve());
  }).finally(() => connection.off('error', lost));
}
