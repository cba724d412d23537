import 'reflect-metadata';

import type { Config } from 'jest';

import { makeMariadbTemplate } from './mariadb-template';
import { PrivateMariadb } from './private-mariadb';

declare global {
  var privateMariadb: PrivateMariadb | undefined;
}

/** Starts the server that the tests of this run share, unless TEST_MARIADB_URL names one. */
export default async function startMariadb(_global: unknown, { globals }: Config): Promise<void> {
  if (!process.env.TEST_MARIADB_URL) {
    globalThis.privateMariadb = await PrivateMariadb.start(globals!.mariadbd as string);
    process.env.TEST_MARIADB_URL = globalThis.privateMariadb.url;
  }
  await makeMariadbTemplate(process.env.TEST_MARIADB_URL);
}
