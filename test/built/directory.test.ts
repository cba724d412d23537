import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { DirectoryLease } from '../../src/directory/sync/directory-lease.entity';
import { DirectorySync } from '../../src/features/directory/directory-sync.entity';
import { SAMPLE_DIRECTORY } from '../../src/sample/sample-organisation';
import { BuiltProgram } from '../support/built-program';
import { afterThisFile } from '../support/clean-up';
import { startSilentServer } from '../support/ldap/silent-server';
import { openTestStore } from '../support/store';
import { testDatabaseUrl } from '../support/test-database';
import { until } from '../support/until';

const folder = mkdtempSync(join(tmpdir(), 'gateway-directory-'));
afterThisFile(async () => rmSync(folder, { recursive: true }));

async function sourcesFile(): Promise<string> {
  const file = join(folder, 'directory.yaml');
  const silent = {
    name: 'silent',
    kind: 'openldap',
    tls: 'none',
    servers: [await startSilentServer()],
    base: 'dc=contoso,dc=com',
    credential: 'reader',
  };
  const credentials = { reader: { user: 'cn=reader', password: { text: 'read' } } };
  writeFileSync(file, JSON.stringify({ credentials, sources: [silent] }));
  return file;
}

it('serves with an empty directory where that cannot be read, and logs why', async () => {
  const gateway = BuiltProgram.gateway({
    DATABASE_URL: await testDatabaseUrl(),
    DIRECTORY: 'ldif:/nowhere/people.ldif',
  });
  const url = await gateway.url();
  expect(await (await fetch(`${url}/readyz`)).json()).toMatchObject({
    ready: true,
    directory: { ldif: { syncedAt: null, error: 'UNAVAILABLE' } },
  });
  gateway.signal('SIGTERM');
  const { code, stderr } = await gateway.ended;
  expect(code).toBe(0);
  const [failure] = stderr.split('\n');
  expect(JSON.parse(failure!)).toMatchObject({
    source: 'ldif',
    error:
      "The directory file \"/nowhere/people.ldif\" can't be read: ENOENT: no such file or directory, open '/nowhere/people.ldif'.",
    msg: 'The directory could not be synced.',
  });
});

it('leaves nothing behind but a sync that was interrupted where it is killed in the middle of one', async () => {
  const databaseUrl = await testDatabaseUrl();
  const killed = BuiltProgram.gateway({ DATABASE_URL: databaseUrl, DIRECTORY: `file:${await sourcesFile()}` });
  const store = await openTestStore(databaseUrl);
  await until(async () => (await store.read.findOneByOrFail(DirectoryLease, { id: 1 })).holder);
  killed.signal('SIGKILL');
  await killed.ended;
  expect(await store.read.find(DirectorySync)).toMatchObject([{ state: 'RUNNING' }]);

  // As if the minute had passed that the lease lasts.
  await store.write((tx) => tx.update(DirectoryLease, 1, { expiresAt: new Date() }));
  const next = BuiltProgram.gateway({ DATABASE_URL: databaseUrl, DIRECTORY: `ldif:${SAMPLE_DIRECTORY}` });
  await next.url();
  expect(await store.read.find(DirectorySync, { order: { id: 'ASC' } })).toMatchObject([
    { state: 'INTERRUPTED', error: 'The gateway that made it ended before it was done.' },
    { state: 'SUCCEEDED', syncTrigger: 'START' },
  ]);
  next.signal('SIGTERM');
  expect(await next.ended).toMatchObject({ code: 0 });
});
