// @ts-check
const { existsSync } = require('node:fs');
const { delimiter, join } = require('node:path');

const HOW_TO_INCLUDE =
  'the tests on MariaDB, because there is no "mariadbd" on this machine. To include them, install Debian\'s mariadb-server, ' +
  'or let TEST_MARIADB_URL name a server on which databases may be created (mariadb://USER:PASSWORD@HOST:PORT/).';

/** Debian keeps servers where an ordinary user's PATH doesn't look. */
const mariadbd = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin']
  .map((folder) => join(folder, 'mariadbd'))
  .find((file) => existsSync(file));
const withMariadb = Boolean(process.env.TEST_MARIADB_URL || mariadbd);
if (!withMariadb && process.env.CI === 'true') throw new Error(`CI must not leave out ${HOW_TO_INCLUDE}`);

/** @type {import('jest').Config} */
const common = {
  rootDir: __dirname,
  testEnvironment: 'node',
  transform: { '\\.ts$': 'ts-jest' },
  setupFiles: ['reflect-metadata'],
};

/** The same tests on each store; those of one store only are named after it. */
const onStores = ['<rootDir>/test/api/**/*.test.ts', '<rootDir>/test/store/**/*.test.ts'];

/** @type {import('jest').Config} */
const unit = {
  ...common,
  displayName: 'unit',
  testMatch: ['<rootDir>/test/unit/**/*.test.ts', '<rootDir>/test/*.test.ts'],
};

/** @type {import('jest').Config} */
const sqlite = {
  ...common,
  displayName: 'sqlite',
  testMatch: onStores,
  testPathIgnorePatterns: ['\\.mariadb\\.test\\.ts$'],
  globals: { storeType: 'sqlite' },
  globalSetup: '<rootDir>/test/support/make-sqlite-template.ts',
  globalTeardown: '<rootDir>/test/support/remove-sqlite-files.ts',
};

/** @type {import('jest').Config} */
const mariadb = {
  ...common,
  displayName: 'mariadb',
  testMatch: onStores,
  testPathIgnorePatterns: ['\\.sqlite\\.test\\.ts$'],
  globals: { storeType: 'mariadb', mariadbd },
  globalSetup: '<rootDir>/test/support/start-mariadb.ts',
  globalTeardown: '<rootDir>/test/support/stop-mariadb.ts',
};

/** @type {import('jest').Config} */
module.exports = {
  maxWorkers: 2,
  testTimeout: 30_000,
  projects: withMariadb ? [unit, sqlite, mariadb] : [unit, sqlite],
  reporters: ['default', ...(withMariadb ? [] : [[require.resolve('./test/support/left-out-reporter.js'), { leftOut: HOW_TO_INCLUDE }]])],
};
