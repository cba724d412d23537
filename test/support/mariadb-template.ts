import { randomUUID } from 'node:crypto';

import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise';

import { openStore } from '../../src/database/open-store';

/** A connection that takes several statements at once, to the server whose TEST_MARIADB_URL this is. */
export function connectAsAdmin(url: string): Promise<Connection> {
  return createConnection({ uri: url.replace('mariadb:', 'mysql:'), multipleStatements: true });
}

/** Makes the migrated database that the tests copy, as migrations take long. */
export async function makeMariadbTemplate(url: string): Promise<void> {
  const template = `gateway_template_${randomUUID().replaceAll('-', '')}`;
  const server = await connectAsAdmin(url);
  await server.query(`CREATE DATABASE ${template}`);
  await server.end();
  const store = await openStore(new URL(template, url).href, { migrate: true });
  await store.close();
  process.env.TEST_MARIADB_TEMPLATE = template;
}

export async function removeMariadbTemplate(url: string): Promise<void> {
  const server = await connectAsAdmin(url);
  await server.query(`DROP DATABASE ${process.env.TEST_MARIADB_TEMPLATE}`);
  await server.end();
}

/** The statements that give an empty database all that the template has. */
export async function statementsOfTemplate(server: Connection): Promise<string> {
  const template = process.env.TEST_MARIADB_TEMPLATE!;
  const statements: string[] = [];
  const [tables] = await server.query<RowDataPacket[]>(`SHOW TABLES FROM ${template}`);
  for (const table of tables.map((row) => Object.values(row)[0] as string)) {
    const source = `${template}.${table}`;
    const [[made]] = await server.query<RowDataPacket[]>(`SHOW CREATE TABLE ${source}`);
    statements.push(made!['Create Table'] as string);
    const [rows] = await server.query<RowDataPacket[]>(`SELECT 1 FROM ${source} LIMIT 1`);
    if (rows.length) statements.push(`INSERT INTO ${table} SELECT * FROM ${source}`);
  }
  return ['SET foreign_key_checks = 0', ...statements, 'SET foreign_key_checks = 1'].join(';\n');
}
