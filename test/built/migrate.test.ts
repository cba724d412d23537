import { BuiltProgram, type Ended } from '../support/built-program';
import { makeStoreWithoutPolicies } from '../support/store-without-policies';
import { emptyDatabaseUrl } from '../support/test-database';

const migrate = (databaseUrl: string): Promise<Ended> =>
  BuiltProgram.run(['node', 'dist/src/migrate.js'], { DATABASE_URL: databaseUrl }).ended;

const typeorm = (databaseUrl: string, command: string): Promise<Ended> =>
  BuiltProgram.run(['node', 'node_modules/typeorm/cli.js', command, '-d', 'dist/ormconfig.js'], {
    DATABASE_URL: databaseUrl,
    NO_COLOR: '1',
  }).ended;

it('brings the schema up to date, and finds it so the next time', async () => {
  const url = await emptyDatabaseUrl();
  for (let times = 0; times < 2; times++) {
    expect(await migrate(url)).toEqual({ code: 0, stdout: 'The schema is up to date.\n', stderr: '' });
  }
});

it('says what changes for the users of a store that had no policies, once', async () => {
  const url = await emptyDatabaseUrl();
  await makeStoreWithoutPolicies(url);
  const notice =
    'From now on a policy decides whether a user enters rooms: the new global policy enables Persistent Chat, ' +
    'so nothing changes for the 2 users who could enter rooms until now.';
  expect(await migrate(url)).toEqual({ code: 0, stdout: `${notice}\nThe schema is up to date.\n`, stderr: '' });
  expect(await migrate(url)).toEqual({ code: 0, stdout: 'The schema is up to date.\n', stderr: '' });
});

it('says in a sentence what is wrong with DATABASE_URL', async () => {
  expect(await migrate('sqlite:')).toEqual({
    code: 1,
    stdout: '',
    stderr: 'DATABASE_URL names no file: write "sqlite:" and the path of one.\n',
  });
});

it("lets TypeORM's command line show the migrations, run them and find nothing left to do", async () => {
  const url = await emptyDatabaseUrl();
  const shownBefore = await typeorm(url, 'migration:show');
  const run = await typeorm(url, 'migration:run');
  const shownAfter = await typeorm(url, 'migration:show');
  const difference = await typeorm(url, 'schema:log');
  expect(shownBefore.stdout).toMatch(/\[ \] Initial\d+\n/);
  expect(run).toMatchObject({ code: 0, stdout: expect.stringMatching(/Initial\d+ has been executed successfully/) });
  expect(shownAfter.stdout).toMatch(/\[X\] 1 Initial\d+\n/);
  expect(difference.stdout).toMatch(/^Your schema is up to date/);
});
