import { BuiltProgram, type Ended } from '../support/built-program';
import { startTestGateway, type TestGateway } from '../support/gateway';
import { testDatabaseUrl } from '../support/test-database';

const DAY_MS = 24 * 60 * 60 * 1000;

let gateway: TestGateway;
let databaseUrl: string;

beforeAll(async () => {
  databaseUrl = await testDatabaseUrl();
  gateway = await startTestGateway({ config: { databaseUrl }, directory: { source: 'sample' } });
});

const token = (...args: string[]): Promise<Ended> =>
  BuiltProgram.run(['node', 'dist/src/security/token.cli.js', ...args], { DATABASE_URL: databaseUrl }).ended;

it('makes a token that works at once, and revokes it', async () => {
  const made = await token('--name', 'Backup', '--role', 'viewer', '--expires', '12h');
  expect(made).toEqual({
    code: 0,
    stdout: expect.stringMatching(/^pcg_[\w-]{43}\n$/),
    stderr: expect.stringMatching(
      /^Made the token \S+ \("Backup", VIEWER\), which expires at \S+Z\.\nThis is its secret; it is shown only now:\n$/,
    ),
  });
  const secret = made.stdout.trim();
  expect(await gateway.graphql('{ viewer { actor role } }', {}, { as: secret })).toEqual({
    data: { viewer: { actor: 'Backup', role: 'VIEWER' } },
  });

  const id = /Made the token (\S+)/.exec(made.stderr)![1]!;
  expect(await token('--revoke', id)).toEqual({ code: 0, stdout: '', stderr: `Revoked the token ${id} ("Backup").\n` });
  expect(await gateway.graphql('{ viewer { actor } }', {}, { as: secret })).toMatchObject({
    errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
  });
});

it('keeps in the audit trail what it did', async () => {
  const { stderr } = await token('--name', 'Reports', '--role', 'viewer');
  await token('--revoke', /Made the token (\S+)/.exec(stderr)![1]!);
  const trail =
    '{ auditEntries(first: 2) { nodes { actor token { name } principal { displayName } operation identity } } }';
  const nobody = { actor: 'Command line', token: null, principal: null };
  expect(await gateway.graphql(trail)).toEqual({
    data: {
      auditEntries: {
        nodes: [
          { ...nobody, operation: 'revokeToken', identity: 'Reports' },
          { ...nobody, operation: 'newToken', identity: 'Reports' },
        ],
      },
    },
  });
});

it('makes a token that speaks for a user', async () => {
  const expiresAt = new Date(Date.now() + DAY_MS).toISOString();
  const who = ['--name', 'Ken', '--role', 'USER', '--principal', 'sip:kenmyer@litwareinc.com'];
  const { stdout } = await token(...who, '--expires', expiresAt);
  expect(await gateway.graphql('{ viewer { actor tokenExpiresAt } }', {}, { as: stdout.trim() })).toEqual({
    data: { viewer: { actor: 'sip:kenmyer@litwareinc.com', tokenExpiresAt: expiresAt } },
  });
});

it('tells how it is used, and touches no database for that', async () => {
  const { code, stdout, stderr } = await BuiltProgram.run(['node', 'dist/src/security/token.cli.js', '--help'], {
    DATABASE_URL: 'sqlite:/nowhere/at/all.sqlite',
  }).ended;
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^Make a token: .*\nRevoke one: .*\nTIME is .* such as 12h or 30d; .*\.\n$/);
});

it.each([
  [[], 'A token takes a name and a role.'],
  [['--name', 'Backup', '--role', 'root'], '"root" is no role.'],
  [['--name', 'Backup', '--role', 'viewer', '--expires', 'soon'], '"soon" is no time.'],
  [
    ['--name', 'Backup', '--role', 'viewer', '--expires', '2020-01-01'],
    '2020-01-01T00:00:00.000Z has passed; a token expires in the future.',
  ],
  [['--name', 'Ken', '--role', 'user', '--principal', 'Nobody'], '"Nobody" names no principal of the directory.'],
  [['--revoke', '12'], '"12" is not an id of this graph.'],
  [['--nmae', 'Backup'], "Unknown option '--nmae'"],
])('refuses %j in a sentence', async (args, sentence) => {
  const { code, stdout, stderr } = await token(...args);
  expect({ code, stdout, sentence: stderr.slice(0, sentence.length) }).toEqual({ code: 1, stdout: '', sentence });
});
