import { openStore } from '../../src/database/open-store';
import { insertSite } from '../support/sites';
import { openTestStore } from '../support/store';
import { testDatabaseUrl } from '../support/test-database';

const cannotOpen = (url: URL, reason: RegExp) =>
  expect(openStore(url.href, { migrate: true })).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    message: expect.stringMatching(reason),
  });

let url: URL;
beforeAll(async () => {
  url = new URL(await testDatabaseUrl());
});

it('names the right beginning of DATABASE_URL for the server that it finds', async () => {
  const wrong = url.href.replace('mariadb:', 'mysql:');
  await expect(openStore(wrong, { migrate: true })).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
    message: expect.stringMatching(
      /^DATABASE_URL begins with "mysql:\/\/", but the server there is \d.*MariaDB.*: write "mariadb:\/\/"\.$/,
    ),
  });
});

it('tells where it finds no server, and not the password', async () => {
  const wrong = new URL(url);
  Object.assign(wrong, { port: '1', password: 'secret' });
  await cannotOpen(
    wrong,
    /^The database that DATABASE_URL names, mariadb:\/\/\w+@[\w.]+:1\/\w+, can't be opened: connect ECONNREFUSED/,
  );
});

it('tells a database that is not there', async () => {
  const wrong = new URL(url);
  wrong.pathname = '/nothing';
  await cannotOpen(
    wrong,
    /^The database that DATABASE_URL names, .*\/nothing, can't be opened: Unknown database 'nothing'\.$/,
  );
});

it('tells a user who may not', async () => {
  const wrong = new URL(url);
  Object.assign(wrong, { username: 'nobody', password: 'secret' });
  await cannotOpen(wrong, /can't be opened: Access denied for user 'nobody'@/);
});

it('sends nothing in the clear where DATABASE_URL asks for TLS', async () => {
  const wrong = new URL(url);
  wrong.search = '?tls=true';
  await cannotOpen(wrong, /can't be opened: (Server does not support secure connection|.*certificate.*)\.$/);
});

it('refuses a text that is longer than its column', async () => {
  const store = await openTestStore(url.href);
  await expect(store.write((tx) => insertSite(tx, 'x'.repeat(513)))).rejects.toThrow(
    "Data too long for column 'name' at row 1",
  );
});
