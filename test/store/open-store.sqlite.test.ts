import { writeFileSync } from 'node:fs';

import { openStore } from '../../src/database/open-store';
import { openTestStore } from '../support/store';
import { emptyDatabaseUrl } from '../support/test-database';

it('makes the folders of a new file', async () => {
  const url = (await emptyDatabaseUrl()).replace('.sqlite', '/new/gateway.sqlite');
  await (await openTestStore(url)).ping();
});

it('tells a file that is no database', async () => {
  const url = await emptyDatabaseUrl();
  writeFileSync(url.slice('sqlite:'.length), 'Not a database, but long enough to be one. '.repeat(100));
  await expect(openStore(url, { migrate: true })).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    message: `The database that DATABASE_URL names, ${url}, can't be opened: file is not a database.`,
  });
});

it('tells a file that can not be made', async () => {
  const url = 'sqlite:/dev/null/gateway.sqlite';
  await expect(openStore(url, { migrate: true })).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    message: expect.stringMatching(
      /^The database that DATABASE_URL names, sqlite:\/dev\/null\/gateway.sqlite, can't be opened: E\w+: /,
    ),
  });
});
