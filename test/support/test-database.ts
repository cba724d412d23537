import { randomUUID } from 'node:crypto';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Connection } from 'mysql2/promise';

import { afterThisFile, afterUse } from './clean-up';
import { connectAsAdmin, statementsOfTemplate } from './mariadb-template';

declare global {
  /** Set by the jest project. */
  var storeType: 'sqlite' | 'mariadb';
}

let admin: Promise<Connection> | undefined;
let template: Promise<string> | undefined;

/** A DATABASE_URL of a fresh database with nothing in it, of the kind that the jest project is for. */
export async function emptyDatabaseUrl(): Promise<string> {
  const name = `gateway_test_${randomUUID().replaceAll('-', '')}`;
  if (storeType === 'sqlite') return `sqlite:${sqliteFile(name)}`;
  admin ??= connect();
  const server = await admin;
  await server.query(`CREATE DATABASE ${name}`);
  afterUse(() => server.query(`DROP DATABASE ${name}`));
  return new URL(name, process.env.TEST_MARIADB_URL).href;
}

/** A DATABASE_URL of a fresh, migrated database. */
export async function testDatabaseUrl(): Promise<string> {
  const url = await emptyDatabaseUrl();
  if (storeType === 'sqlite') copyFileSync(sqliteFile('template'), url.slice('sqlite:'.length));
  else await copyTemplate(new URL(url).pathname.slice(1));
  return url;
}

async function copyTemplate(database: string): Promise<void> {
  const server = await admin!;
  template ??= statementsOfTemplate(server);
  await server.query(`USE ${database};\n${await template}`);
}

async function connect(): Promise<Connection> {
  const server = await connectAsAdmin(process.env.TEST_MARIADB_URL!);
  afterThisFile(() => server.end());
  return server;
}

function sqliteFile(name: string): string {
  return join(process.env.TEST_SQLITE_FOLDER!, `${name}.sqlite`);
}
