import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { BuiltProgram } from '../support/built-program';
import { emptyDatabaseUrl, testDatabaseUrl } from '../support/test-database';

async function failure(env: NodeJS.ProcessEnv): Promise<{ code: number | null; stderr: string }> {
  const { code, stderr } = await BuiltProgram.gateway({ DATABASE_URL: await testDatabaseUrl(), ...env }).ended;
  return { code, stderr };
}

it.each([
  [{ PORT: 'http' }, 'PORT is "http"; it must be a whole number from 0 to 65535.\n'],
  [
    { DATABASE_URL: 'postgres://localhost/chat' },
    'DATABASE_URL must begin with "sqlite:", "mysql://" or "mariadb://".\n',
  ],
  [
    { HOST: '192.0.2.1' },
    'HOST is "192.0.2.1", where the gateway can\'t listen: listen EADDRNOTAVAIL: address not available 192.0.2.1.\n',
  ],
])('ends with code 78 and one sentence for %j', async (env, stderr) => {
  expect(await failure(env)).toEqual({ code: 78, stderr });
});

it('says that another process uses the port', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  try {
    expect(await failure({ PORT: String(port) })).toEqual({
      code: 78,
      stderr: `PORT is ${port}, which another process uses on 127.0.0.1.\n`,
    });
  } finally {
    other.close();
  }
});

it('ends with one sentence where the schema is behind and may not be migrated', async () => {
  expect(await failure({ DATABASE_URL: await emptyDatabaseUrl(), MIGRATE: 'off' })).toEqual({
    code: 1,
    stderr:
      'The schema of the database that DATABASE_URL names is behind this version of the gateway: run "npm run migrate" first, or start without MIGRATE=off.\n',
  });
});

it('ends with code 78 and a sentence for each mistake in the file that lists the sources', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gateway-start-'));
  const file = join(folder, 'directory.yaml');
  writeFileSync(file, 'sources:\n  - { name: litware, kind: ad, servers: [dc1.litwareinc.com], credential: reader }\n');
  const ended = await failure({ DIRECTORY: `file:${file}` });
  rmSync(folder, { recursive: true });
  expect(ended).toEqual({
    code: 78,
    stderr:
      `In "${file}", sources[0].servers[0] must be "ldaps://HOST" or "ldap://HOST", with ":PORT" after it if need be, and nothing else: the base is an entry of its own.\n` +
      `In "${file}", sources[0].base is missing.\n`,
  });
});

it('ends with code 78 and a sentence for each mistake in the topology', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gateway-start-'));
  const file = join(folder, 'topology.yaml');
  writeFileSync(file, 'sites: [{ name: Redmond }, { name: redmond }]\n');
  const ended = await failure({ TOPOLOGY: file });
  rmSync(folder, { recursive: true });
  expect(ended).toEqual({
    code: 78,
    stderr:
      `In "${file}", sipDomains is missing.\n` +
      `In "${file}", sites[1].name is "redmond", which sites[0].name is already.\n`,
  });
});

it('says where it serves, what an empty store lacks, and nothing of a sign-in code, where its output is no terminal', async () => {
  const databaseUrl = await testDatabaseUrl();
  const gateway = BuiltProgram.gateway({ DATABASE_URL: databaseUrl });
  const url = await gateway.url();
  gateway.signal('SIGINT');
  const { stderr, ...ended } = await gateway.ended;
  expect(ended).toEqual({
    code: 0,
    stdout:
      `The Persistent Chat Gateway serves GraphQL at ${url}/graphql\n` +
      `It keeps its data in ${databaseUrl}.\n` +
      `The playground is at ${url}/playground\n`,
  });
  const logged = stderr
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { msg: string }).msg);
  expect(logged).toEqual([
    expect.stringMatching(/^There is no pool yet, so there can be no room: let TOPOLOGY name a document/),
    expect.stringMatching(/^No policy enables Persistent Chat, so nobody can enter a room: setPolicy/),
  ]);
});

it('shows a terminal a link that signs its reader in', async () => {
  const terminal = BuiltProgram.run(['script', '--quiet', '--command', 'exec node dist/src/main.js', '/dev/null'], {
    DATABASE_URL: await testDatabaseUrl(),
    DIRECTORY: 'none',
    PORT: '0',
  });
  const link = new URL(await terminal.says(/signs you in, once and within 10 minutes: (\S+)/));
  expect(link.pathname).toBe('/playground');

  const query = `mutation { redeemSignInCode(input: { code: "${link.hash.slice('#code='.length)}" }) { token } }`;
  const response = await fetch(`${link.origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  expect(await response.json()).toEqual({ data: { redeemSignInCode: { token: expect.stringMatching(/^pcg_/) } } });
  terminal.signal('SIGTERM');
  await terminal.ended;
});
