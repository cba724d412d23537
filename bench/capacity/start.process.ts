import 'reflect-metadata';

import { createConnection } from 'mysql2/promise';

import { openStore } from '../../src/database/open-store';
import { EligibilityIndexHolder } from '../../src/eligibility/eligibility-index.holder';
import { clocked } from './arm';

/** Milliseconds, of a process that has just begun. */
export interface Started {
  indexReady: number;
  /** Of the edges alone, which nothing is made of. */
  plainRead: number;
}

async function main(databaseUrl: string): Promise<void> {
  const store = await openStore(databaseUrl, { migrate: false });
  const [indexReady] = await clocked(() => new EligibilityIndexHolder(store).current(0));
  await store.close();
  const connection = await createConnection({ uri: databaseUrl.replace('mariadb:', 'mysql:'), rowsAsArray: true });
  const [plainRead] = await clocked(() => connection.query('SELECT kind, parent_id, child_id FROM principal_edges'));
  await connection.end();
  process.send!({ indexReady, plainRead } satisfies Started);
}

void main(process.argv[2]!);
