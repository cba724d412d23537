import 'reflect-metadata';

import { join } from 'node:path';

import { openStore } from '../../src/database/open-store';
import { makeFolderInMemory } from './folder-in-memory';

/** Makes the folder for the files of this run, one for all projects, and in it the migrated one that the tests copy. */
export default async function makeSqliteTemplate(): Promise<void> {
  if (process.env.TEST_SQLITE_FOLDER) return;
  const folder = makeFolderInMemory('gateway-sqlite-');
  process.env.TEST_SQLITE_FOLDER = folder;
  const store = await openStore(`sqlite:${join(folder, 'template.sqlite')}`, { migrate: true });
  await store.close();
}
