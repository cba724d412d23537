import 'reflect-metadata';

import { readConfig } from './config';
import { openStore } from './database/open-store';

/** Brings the schema of the database that DATABASE_URL names up to date, and ends. */
async function migrate(): Promise<void> {
  const store = await openStore(readConfig(process.env).databaseUrl, {
    migrate: true,
    onNotice: (notice) => console.log(notice),
  });
  await store.close();
  console.log('The schema is up to date.');
}

migrate().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
