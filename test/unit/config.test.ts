import { ConfigError, readConfig } from '../../src/config';
import { OutputDirectory } from '../../src/features/compliance/output-directory';

function refusal(env: NodeJS.ProcessEnv): string {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'accepted';
}

it('serves the sample organisation from an embedded file on loopback unless it is told otherwise', () => {
  expect(readConfig({})).toEqual({
    databaseUrl: 'sqlite:data/gateway.sqlite',
    migrate: true,
    directory: { source: 'sample' },
    keptAttributes: ['cn', 'mail', 'title', 'department', 'company'],
    topology: null,
    complianceOutputBase: null,
    directorySyncInterval: 300,
    directorySweepInterval: 24,
    directoryMaxLoss: 5,
    host: '127.0.0.1',
    port: 4000,
    playground: true,
    introspection: true,
    trustProxy: 0,
    keepAlive: 75,
    signInMinutes: 60,
    maxQueryCost: 100_000,
    maxQueryDepth: 16,
    maxQueryTokens: 5000,
    maxStatementSeconds: 30,
    auditRetention: 0,
    changesPollInterval: 1,
    redisUrl: null,
    drainDelay: 0,
    logLevel: 'info',
  });
});

it('takes every setting from the environment', () => {
  const env = {
    DATABASE_URL: 'mariadb://chat:secret@db.litwareinc.com/chat',
    MIGRATE: 'off',
    DIRECTORY: 'ldif:people.ldif',
    DIRECTORY_ATTRIBUTES: 'title, employeeID',
    TOPOLOGY: 'topology.yaml',
    COMPLIANCE_OUTPUT_BASE: 'c:/Compliance/',
    DIRECTORY_SYNC_INTERVAL: '60',
    DIRECTORY_SWEEP_INTERVAL: '12',
    DIRECTORY_MAX_LOSS: '0',
    HOST: '::1',
    PORT: '0',
    PLAYGROUND: 'off',
    INTROSPECTION: 'off',
    TRUST_PROXY: '2',
    KEEP_ALIVE: '90',
    SIGN_IN_MINUTES: '480',
    MAX_QUERY_COST: '10',
    MAX_QUERY_DEPTH: '3',
    MAX_QUERY_TOKENS: '400',
    MAX_STATEMENT_SECONDS: '120',
    AUDIT_RETENTION: '400',
    CHANGES_POLL_INTERVAL: '10',
    REDIS_URL: 'rediss://chat:secret@redis.litwareinc.com:6380',
    DRAIN_DELAY: '5',
    LOG_LEVEL: 'warn',
  };
  expect(readConfig(env)).toEqual({
    databaseUrl: 'mariadb://chat:secret@db.litwareinc.com/chat',
    migrate: false,
    directory: { source: 'ldif', path: 'people.ldif' },
    keptAttributes: ['title', 'employeeID'],
    topology: 'topology.yaml',
    complianceOutputBase: OutputDirectory.parse('C:\\Compliance'),
    directorySyncInterval: 60,
    directorySweepInterval: 12,
    directoryMaxLoss: 0,
    host: '::1',
    port: 0,
    playground: false,
    introspection: false,
    trustProxy: 2,
    keepAlive: 90,
    signInMinutes: 480,
    maxQueryCost: 10,
    maxQueryDepth: 3,
    maxQueryTokens: 400,
    maxStatementSeconds: 120,
    auditRetention: 400,
    changesPollInterval: 10,
    redisUrl: 'rediss://chat:secret@redis.litwareinc.com:6380',
    drainDelay: 5,
    logLevel: 'warn',
  });
});

it('takes a file that lists the sources of the directory', () => {
  expect(readConfig({ DIRECTORY: 'file:directory.yaml' }).directory).toEqual({
    source: 'file',
    path: 'directory.yaml',
  });
});

it('takes an empty variable as absent', () => {
  expect(readConfig({ PORT: '', MIGRATE: '' })).toEqual(readConfig({}));
});

it('keeps no attributes where it is told "none"', () => {
  expect(readConfig({ DIRECTORY_ATTRIBUTES: 'none' }).keptAttributes).toEqual([]);
});

it.each([
  [{ PORT: 'http' }, 'PORT is "http"; it must be a whole number from 0 to 65535.'],
  [{ PORT: '65536' }, 'PORT is "65536"; it must be a whole number from 0 to 65535.'],
  [{ HOST: 'http://localhost' }, 'HOST is "http://localhost"; it must be a host name or an IP address.'],
  [{ MIGRATE: 'yes' }, 'MIGRATE is "yes"; it must be "on" or "off".'],
  [
    { DIRECTORY: 'people.ldif' },
    'DIRECTORY is "people.ldif"; it must be "sample", "none", "ldif:PATH" or "file:PATH".',
  ],
  [{ DIRECTORY: 'file:' }, 'DIRECTORY is "file:"; it must be "sample", "none", "ldif:PATH" or "file:PATH".'],
  [{ DIRECTORY: 'ldif:' }, 'DIRECTORY is "ldif:"; it must be "sample", "none", "ldif:PATH" or "file:PATH".'],
  [
    { DIRECTORY_ATTRIBUTES: 'title;department' },
    'DIRECTORY_ATTRIBUTES is "title;department"; it must be names of attributes with commas between them, or "none".',
  ],
  [
    { COMPLIANCE_OUTPUT_BASE: 'out' },
    'COMPLIANCE_OUTPUT_BASE is "out"; it is no absolute path, such as "C:\\Compliance", "\\\\server\\share\\compliance" or "/var/compliance".',
  ],
  [{ TRUST_PROXY: 'on' }, 'TRUST_PROXY is "on"; it must be a whole number from 0 to 10.'],
  [{ SIGN_IN_MINUTES: '0' }, 'SIGN_IN_MINUTES is "0"; it must be a whole number from 1 to 1440.'],
  [{ DIRECTORY_SYNC_INTERVAL: '-1' }, 'DIRECTORY_SYNC_INTERVAL is "-1"; it must be a whole number from 0 to 86400.'],
  [{ DIRECTORY_SWEEP_INTERVAL: '0' }, 'DIRECTORY_SWEEP_INTERVAL is "0"; it must be a whole number from 1 to 8760.'],
  [{ DIRECTORY_MAX_LOSS: '5 %' }, 'DIRECTORY_MAX_LOSS is "5 %"; it must be a whole number from 0 to 100.'],
  [{ MAX_QUERY_DEPTH: '0' }, 'MAX_QUERY_DEPTH is "0"; it must be a whole number from 1 to 100.'],
  [{ AUDIT_RETENTION: 'never' }, 'AUDIT_RETENTION is "never"; it must be a whole number from 0 to 36500.'],
  [{ CHANGES_POLL_INTERVAL: '0' }, 'CHANGES_POLL_INTERVAL is "0"; it must be a whole number from 1 to 3600.'],
  [
    { REDIS_URL: 'redis.litwareinc.com:s3cret' },
    'REDIS_URL must have the form redis://USER:PASSWORD@HOST:PORT, with "rediss" for TLS, or be "none".',
  ],
  [{ DRAIN_DELAY: '6' }, 'DRAIN_DELAY is "6"; it must be a whole number from 0 to 5.'],
  [
    { LOG_LEVEL: 'loud' },
    'LOG_LEVEL is "loud"; it must be "trace", "debug", "info", "warn", "error", "fatal" or "silent".',
  ],
  [
    { DATABASE_URL: 'postgres://localhost/chat' },
    'DATABASE_URL must begin with "sqlite:", "mysql://" or "mariadb://".',
  ],
])('refuses %j in one sentence', (env, sentence) => {
  expect(refusal(env)).toBe(sentence);
});

it('does not repeat the password of a database that it refuses', () => {
  expect(refusal({ DATABASE_URL: 'mysql://chat:s3cret@db' })).not.toContain('s3cret');
});
