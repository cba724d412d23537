import Database from 'better-sqlite3';
import { createConnection } from 'mysql2/promise';

import { clocked, type Stores } from '../../arm';
import { makeMariadbClosure } from './mariadb-closure';
import { Reach } from './reach';
import { makeSqliteClosure } from './sqlite-closure';
import type { TableSize } from './table-size';

/** A closure table, and what it took to fill it from what is in memory, in milliseconds. */
export interface Closure extends TableSize {
  store: string;
  milliseconds: number;
}

/** Puts a closure table beside the gateway's own tables in both stores. */
export async function makeClosures({ mariadb, sqlite }: Stores): Promise<Closure[]> {
  const connection = await createConnection(mariadb.replace('mariadb:', 'mysql:'));
  const database = new Database(sqlite.replace('sqlite:', ''));
  try {
    const reach = await Reach.of(connection);
    const [inMariadb, mariadbSize] = await clocked(() => makeMariadbClosure(connection, reach));
    const [inSqlite, sqliteSize] = await clocked(() => makeSqliteClosure(database, reach));
    return [
      { store: 'MariaDB', milliseconds: inMariadb, ...mariadbSize },
      { store: 'SQLite', milliseconds: inSqlite, ...sqliteSize },
    ];
  } finally {
    database.close();
    await connection.end();
  }
}
