import { randomUUID } from 'node:crypto';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';

import { type Connection, createConnection } from 'mysql2/promise';

import { openStore } from '../../src/database/open-store';
import { afterThisFile, afterUse } from './clean-up';

declare global {
  /** Set by the jest project. */
  var storeType: 'sqlite' | 'mariadb';
}

let admin: Promise<Connection> | undefined;

/** A DATABASE_URL of a fresh database with nothing in it, of the kind that the jest project is for. */
export async function emptyDatabaseUrl(): Promise<string> {
  const name = `gateway_test_${randomUUID().replaceAll('-', '')}`;
  if (storeType === 'sqlite') return `sqlite:${sqliteFile(name)}`;
  admin ??= connectAsAdmin();
  const server = await admin;
  await server.query(`CREATE DATABASE ${name}`);
  afterUse(() => server.query(`DROP DATABASE ${name}`));
  return new URL(name, process.env.TEST_MARIADB_URL).href;
}

/** A DATABASE_URL of a fresh, migrated database. */
export async function testDatabaseUrl(): Promise<string> {
  const url = await emptyDatabaseUrl();
  if (storeType === 'sqlite') copyFileSync(sqliteFile('template'), url.slice('sqlite:'.length));
  else await (await openStore(url, { migrate: true })).close();
  return url;
}

async function connectAsAdmin(): Promise<Connection> {
  const server = await createConnection(process.env.TEST_MARIADB_URL!.replace('mariadb:', 'mysql:'));
  afterThisFile(() => server.end());
  return server;
}

function sqliteFile(name: string): string {
  return join(process.env.TEST_SQLITE_FOLDER!, `${name}.sqlite`);
}
