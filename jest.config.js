// @ts-check
const { existsSync } = require('node:fs');
const { delimiter, join } = require('node:path');

/**
 * Debian keeps servers where an ordinary user's PATH doesn't look.
 * @param {string} server
 */
const findServer = (server) =>
  [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin']
    .map((folder) => join(folder, server))
    .find((file) => existsSync(file));
const mariadbd = findServer('mariadbd');
const slapd = findServer('slapd');
const redisServer = findServer('redis-server');
const withMariadb = Boolean(process.env.TEST_MARIADB_URL || mariadbd);
const chromium = [process.env.CHROMIUM ?? '', '/usr/bin/chromium'].find((file) => existsSync(file));

/** @type {string[]} */
const leftOut = [];
if (!withMariadb) {
  leftOut.push(
    'the tests on MariaDB, because there is no "mariadbd" on this machine. To include them, install Debian\'s mariadb-server, ' +
      'or let TEST_MARIADB_URL name a server on which databases may be created (mariadb://USER:PASSWORD@HOST:PORT/).',
  );
}
if (withMariadb && !mariadbd) {
  leftOut.push(
    'the tests of a failover, because there is no "mariadbd" on this machine. To include them, install Debian\'s mariadb-server.',
  );
}
if (!chromium) {
  leftOut.push(
    "the tests in a browser, because there is no Chromium on this machine. To include them, install Debian's chromium, or let " +
      'CHROMIUM name the program.',
  );
}
if (!slapd) {
  leftOut.push(
    'the tests on an LDAP server, because there is no "slapd" on this machine. To include them, install Debian\'s slapd.',
  );
}
if (!redisServer) {
  leftOut.push(
    'the tests with Redis, because there is no "redis-server" on this machine. To include them, install Debian\'s redis-server.',
  );
}
if (leftOut.length && process.env.CI === 'true') throw new Error(`CI must not leave out ${leftOut.join(' Nor ')}`);

/** @type {import('jest').Config} */
const common = {
  rootDir: __dirname,
  testEnvironment: '<rootDir>/test/support/environment.js',
  transform: { '\\.ts$': '<rootDir>/test/support/transform-typescript.js' },
  setupFiles: ['reflect-metadata', '<rootDir>/test/support/workers-run-typescript.js'],
};

/** A domain controller takes root and well-known ports: its tests run where they are asked for. */
const withoutServers = [
  ...(slapd ? [] : ['\\.slapd\\.test\\.ts$']),
  ...(redisServer ? [] : ['\\.redis\\.test\\.ts$']),
  ...(process.env.TEST_SAMBA === 'on' ? [] : ['\\.samba\\.test\\.ts$']),
];

/** The same tests on each store; those of one store only are named after it. */
const onStores = ['<rootDir>/test/api/**/*.test.ts', '<rootDir>/test/store/**/*.test.ts'];

/** @type {import('jest').Config} */
const unit = {
  ...common,
  displayName: 'unit',
  testMatch: ['<rootDir>/test/unit/**/*.test.ts', '<rootDir>/test/*.test.ts'],
  testPathIgnorePatterns: withoutServers,
  globals: { slapd },
};

/** @type {import('jest').Config} */
const sqlite = {
  ...common,
  displayName: 'sqlite',
  testMatch: onStores,
  testPathIgnorePatterns: ['\\.mariadb\\.test\\.ts$', ...withoutServers],
  globals: { storeType: 'sqlite', slapd, redisServer },
  globalSetup: '<rootDir>/test/support/make-sqlite-template.ts',
  globalTeardown: '<rootDir>/test/support/remove-sqlite-files.ts',
};

/** @type {import('jest').Config} */
const mariadb = {
  ...common,
  displayName: 'mariadb',
  testMatch: onStores,
  testPathIgnorePatterns: [
    '\\.sqlite\\.test\\.ts$',
    ...(mariadbd ? [] : ['/failover[\\w-]*\\.mariadb\\.test\\.ts$']),
    ...withoutServers,
  ],
  globals: { storeType: 'mariadb', mariadbd, slapd, redisServer },
  globalSetup: '<rootDir>/test/support/start-mariadb.ts',
  globalTeardown: '<rootDir>/test/support/stop-mariadb.ts',
};

/** @type {import('jest').Config} */
const built = {
  ...common,
  displayName: 'built',
  testMatch: ['<rootDir>/test/built/**/*.test.ts'],
  testPathIgnorePatterns: chromium ? [] : ['\\.browser\\.test\\.ts$'],
  globals: { storeType: 'sqlite', chromium },
  globalSetup: '<rootDir>/test/support/build.ts',
  globalTeardown: '<rootDir>/test/support/remove-sqlite-files.ts',
};

/** @type {import('jest').Config} */
module.exports = {
  maxWorkers: 2,
  // A worker keeps what each test file compiled and loaded: it is begun anew between two files once it holds this much.
  workerIdleMemoryLimit: '1GB',
  // A test that takes long shows in its figures; on a busy machine any may.
  testTimeout: 120_000,
  projects: [unit, sqlite, ...(withMariadb ? [mariadb] : []), built],
  reporters: [
    'default',
    ...(leftOut.length ? [[require.resolve('./test/support/left-out-reporter.js'), { leftOut }]] : []),
  ],
};
