// @ts-check
// Plain JavaScript, so that it runs as a worker thread as it stands, before and after the build.
const { parentPort, workerData } = require('node:worker_threads');
const Database = require('better-sqlite3');

/** @typedef {{ id: number, sql: string | null, parameters: unknown[] }} Request `sql` is null to close. */

const port = /** @type {import('node:worker_threads').MessagePort} */ (parentPort);
const CACHED_STATEMENTS = 100;

/** @type {import('better-sqlite3').Database | undefined} */
let database;
/** @type {Map<string, import('better-sqlite3').Statement>} */
const statements = new Map();

function open() {
  const opened = new Database(workerData.path, workerData.options);
  opened.pragma('journal_mode = WAL');
  opened.pragma('synchronous = FULL');
  opened.pragma('foreign_keys = ON');
  return opened;
}

/** @param {string} sql */
function prepare(sql) {
  database ??= open();
  let statement = statements.get(sql);
  if (!statement) {
    statement = database.prepare(sql);
    statements.set(sql, statement);
    if (statements.size > CACHED_STATEMENTS) statements.delete(/** @type {string} */ (statements.keys().next().value));
  }
  return statement;
}

/** @param {Request} request */
function answer({ id, sql, parameters }) {
  if (sql === null) {
    database?.close();
    return { id };
  }
  const statement = prepare(sql);
  if (statement.reader) return { id, rows: statement.all(...parameters) };
  const { changes, lastInsertRowid } = statement.run(...parameters);
  return { id, changes, lastInsertRowid };
}

port.on('message', (/** @type {Request} */ request) => {
  try {
    port.postMessage(answer(request));
  } catch (error) {
    const { message, code } = /** @type {Error & { code?: string }} */ (error);
    port.postMessage({ id: request.id, error: { message, code } });
  }
  if (request.sql === null) port.close();
});
