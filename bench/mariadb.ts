import { totalmem } from 'node:os';

import { createConnection } from 'mysql2/promise';

import { PrivateMariadb } from '../test/support/private-mariadb';

const DATABASE = 'gateway_bench';

/** A MariaDB of its own with an empty database, and the memory that a server of this size would have. */
export async function openMariadb(): Promise<{ url: string; stop: () => Promise<void> }> {
  const server = await PrivateMariadb.start('mariadbd');
  const admin = await createConnection(server.url.replace('mariadb:', 'mysql:'));
  await admin.query(`SET GLOBAL innodb_buffer_pool_size = ${bufferPool()}`);
  await admin.query(`CREATE DATABASE ${DATABASE}`);
  await admin.end();
  return { url: new URL(DATABASE, server.url).href, stop: () => server.stop() };
}

/** A quarter of the machine's memory, in bytes. */
function bufferPool(): number {
  return Math.max(2 ** 30, Math.floor(totalmem() / 4));
}
