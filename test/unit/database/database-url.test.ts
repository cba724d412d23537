import { describeDatabaseUrl, parseDatabaseUrl } from '../../../src/database/database-url';

it('takes a path after "sqlite:", relative to where the gateway was started', () => {
  expect(parseDatabaseUrl('sqlite:data/gateway.sqlite')).toEqual({
    type: 'sqlite',
    path: `${process.cwd()}/data/gateway.sqlite`,
  });
  expect(parseDatabaseUrl('sqlite:/var/lib/a b.sqlite')).toEqual({ type: 'sqlite', path: '/var/lib/a b.sqlite' });
  expect(parseDatabaseUrl('sqlite:///var/lib/gateway.sqlite')).toEqual({
    type: 'sqlite',
    path: '/var/lib/gateway.sqlite',
  });
});

it('takes a server with its port, or the usual one, and decodes what is encoded', () => {
  expect(parseDatabaseUrl('mariadb://chat:p%40ss%2Fword@db.litwareinc.com:3307/persistent_chat')).toEqual({
    type: 'mariadb',
    hosts: [{ host: 'db.litwareinc.com', port: 3307 }],
    username: 'chat',
    password: 'p@ss/word',
    database: 'persistent_chat',
    tls: false,
  });
  expect(parseDatabaseUrl('mysql://chat@[::1]/chat?tls=true')).toEqual({
    type: 'mysql',
    hosts: [{ host: '::1', port: 3306 }],
    username: 'chat',
    password: '',
    database: 'chat',
    tls: true,
  });
});

it('takes several hosts, each with a port of its own or the usual one', () => {
  expect(parseDatabaseUrl('mariadb://chat:p%2Cw@DB1.litwareinc.com:3307,db2,[::1]:3308/chat?tls=true')).toEqual({
    type: 'mariadb',
    hosts: [
      { host: 'db1.litwareinc.com', port: 3307 },
      { host: 'db2', port: 3306 },
      { host: '::1', port: 3308 },
    ],
    username: 'chat',
    password: 'p,w',
    database: 'chat',
    tls: true,
  });
});

const ENCODED = 'special characters in USER and PASSWORD must be percent-encoded, such as "/" as "%2F".';

it.each([
  ['postgres://chat@db/chat', 'DATABASE_URL must begin with "sqlite:", "mysql://" or "mariadb://".'],
  ['', 'DATABASE_URL must begin with "sqlite:", "mysql://" or "mariadb://".'],
  ['sqlite:', 'DATABASE_URL names no file: write "sqlite:" and the path of one.'],
  ['sqlite:data/', 'DATABASE_URL names no file: write "sqlite:" and the path of one.'],
  [
    'sqlite::memory:',
    'DATABASE_URL names ":memory:", but the gateway needs a file: its readers have a connection of their own.',
  ],
  ['sqlite://data/a.sqlite', 'DATABASE_URL is ambiguous: write "sqlite:data/a.sqlite" or "sqlite:/data/a.sqlite".'],
  ['mysql:chat', `DATABASE_URL must have the form mysql://USER:PASSWORD@HOST:PORT/DATABASE; ${ENCODED}`],
  [
    'mariadb://chat@db:port/chat',
    `DATABASE_URL must have the form mariadb://USER:PASSWORD@HOST:PORT/DATABASE; ${ENCODED}`,
  ],
  ['mariadb://chat@/chat', `DATABASE_URL must have the form mariadb://USER:PASSWORD@HOST:PORT/DATABASE; ${ENCODED}`],
  ['mariadb://chat@a,/chat', 'DATABASE_URL names no host on one side of a comma.'],
  ['mariadb://chat@a,,b/chat', 'DATABASE_URL names no host on one side of a comma.'],
  ['mariadb://chat@a,:3307/chat', 'DATABASE_URL names ":3307" among its hosts, which is no HOST:PORT.'],
  ['mariadb://chat:secret@a,b:port/chat', 'DATABASE_URL names "b:port" among its hosts, which is no HOST:PORT.'],
  ['mariadb://chat@a,b:3307,A:3306/chat', 'DATABASE_URL names the host a:3306 twice.'],
  ['mariadb://a,b/chat', `DATABASE_URL names no user; ${ENCODED}`],
  ['mariadb://db/chat', `DATABASE_URL names no user; ${ENCODED}`],
  ['mariadb://chat@db', `DATABASE_URL must name one database after the host; ${ENCODED}`],
  ['mariadb://chat@db/', `DATABASE_URL must name one database after the host; ${ENCODED}`],
  ['mariadb://chat@db/a/b', `DATABASE_URL must name one database after the host; ${ENCODED}`],
  [
    'mariadb://chat:a/b@db/chat',
    `DATABASE_URL must have the form mariadb://USER:PASSWORD@HOST:PORT/DATABASE; ${ENCODED}`,
  ],
  ['mariadb://chat:1/b@db/chat', `DATABASE_URL names no user; ${ENCODED}`],
  ['mariadb://chat:a@b/c@db/chat', `DATABASE_URL must name one database after the host; ${ENCODED}`],
  ['mariadb://chat:100%@db/chat', 'DATABASE_URL has a "%" that encodes nothing: write "%25" for the character itself.'],
  ['mariadb://chat@db/chat?ssl=1', 'DATABASE_URL has the unknown parameter "ssl": only "tls" is known.'],
  ['mariadb://chat@db/chat?tls=yes', 'DATABASE_URL must say "tls=true" or "tls=false".'],
])('refuses "%s" in one sentence', (url, sentence) => {
  expect(() => parseDatabaseUrl(url)).toThrow(
    expect.objectContaining({ message: sentence, code: 'BAD_USER_INPUT' }) as Error,
  );
});

it('tells where a database is without its password', () => {
  expect(describeDatabaseUrl(parseDatabaseUrl('mariadb://chat:secret@[::1]:3307/chat'))).toBe(
    'mariadb://chat@[::1]:3307/chat',
  );
  expect(describeDatabaseUrl(parseDatabaseUrl('mysql://chat:secret@db1,[::1]:3307/chat?tls=true'))).toBe(
    'mysql://chat@db1:3306,[::1]:3307/chat',
  );
  expect(describeDatabaseUrl(parseDatabaseUrl('sqlite:/srv/chat.sqlite'))).toBe('sqlite:/srv/chat.sqlite');
});
