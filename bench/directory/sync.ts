import 'reflect-metadata';

import { readFileSync } from 'node:fs';

import { takeSequence } from '../../src/database/change-sequence';
import { openStore } from '../../src/database/open-store';
import type { Store } from '../../src/database/store';
import { readDirectoryFile } from '../../src/directory/configuration/directory-file';
import { USUALLY_KEPT } from '../../src/directory/kept-attributes';
import type { DirectoryDifference } from '../../src/directory/sync/directory-difference';
import { DirectorySyncService } from '../../src/directory/sync/directory-sync.service';
import { measured } from '../measured';

/** What a sync found. */
export type Synced = Pick<DirectoryDifference, 'figures' | 'warnings'> & {
  /** Seconds for reading, comparing and staging. */
  prepared: number;
};

async function sync(store: Store, service: DirectorySyncService, whole: boolean): Promise<Synced> {
  const start = performance.now();
  const prepared = await service.prepare({ whole });
  const seconds = (performance.now() - start) / 1000;
  try {
    const { isNothing, figures, warnings } = prepared.difference;
    if (!isNothing) {
      await store.write(async (tx) => {
        await prepared.apply(tx);
        await takeSequence(tx, 1, 'directory');
      });
    }
    return { figures, warnings, prepared: seconds };
  } finally {
    await prepared.end();
  }
}

/** Rows that were ever inserted, updated or deleted at a server that serves nobody else. */
async function rowsWritten(store: Store): Promise<number> {
  if (store.type === 'sqlite') return 0;
  const status: { Value: string }[] = await store.read.query(
    `SHOW GLOBAL STATUS WHERE Variable_name IN ('Handler_write', 'Handler_update', 'Handler_delete')`,
  );
  return status.reduce((sum, { Value }) => sum + Number(Value), 0);
}

/** The same of a file, as each of its connections noted at its end. */
function rowsNoted(): number {
  const notes = readFileSync(process.env.BENCH_ROWS!, 'utf8').split('\n');
  return notes.reduce((sum, rows) => sum + Number(rows), 0);
}

async function main(directoryFile: string, databaseUrl: string, whole: boolean): Promise<void> {
  const sources = readDirectoryFile(directoryFile, process.env, USUALLY_KEPT);
  const store = await openStore(databaseUrl, { migrate: false });
  const before = await rowsWritten(store);
  const [synced, figures] = await measured(() =>
    sync(store, new DirectorySyncService(store, databaseUrl, sources), whole),
  );
  const rows = (await rowsWritten(store)) - before;
  await store.close();
  process.send!({ ...figures, found: synced, rows: rows + rowsNoted() });
}

const [directoryFile, databaseUrl, extent] = process.argv.slice(2) as [string, string, 'whole' | 'changed'];
void main(directoryFile, databaseUrl, extent === 'whole');
