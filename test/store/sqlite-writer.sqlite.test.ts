import { isUnavailable } from '../../src/database/driver-error';
import { SqliteWriterConnection } from '../../src/database/sqlite-writer-connection';
import { emptyDatabaseUrl } from '../support/test-database';

let connection: SqliteWriterConnection;
beforeEach(async () => {
  const path = (await emptyDatabaseUrl()).slice('sqlite:'.length);
  connection = new SqliteWriterConnection(path, { fileMustExist: false, timeout: 1000 });
  await connection.open();
});
afterEach(() => connection.close());

it('runs statements in the order of the calls', async () => {
  const results = await Promise.all([
    connection.run('CREATE TABLE numbers (n INTEGER PRIMARY KEY)'),
    connection.run('INSERT INTO numbers VALUES (?), (?)', [1, 2]),
    connection.run('SELECT n FROM numbers'),
    connection.run('INSERT INTO numbers VALUES (3) RETURNING n'),
    connection.pragma('foreign_keys'),
  ]);
  expect(results).toEqual([
    { changes: 0, lastInsertRowid: 0 },
    { changes: 2, lastInsertRowid: 2 },
    { rows: [{ n: 1 }, { n: 2 }] },
    { rows: [{ n: 3 }] },
    [{ foreign_keys: 1 }],
  ]);
});

it('passes on the code of an error', async () => {
  const error = await connection
    .run('SELECT * FROM absent')
    .catch((thrown: Error & { code: string }) => [thrown.message, thrown.code]);
  expect(error).toEqual(['no such table: absent', 'SQLITE_ERROR']);
});

it('fails what waits where its thread is lost, and has the next statement open the file again without what was not committed', async () => {
  await connection.run('CREATE TABLE numbers (n INTEGER)');
  await connection.run('BEGIN');
  await connection.run('INSERT INTO numbers VALUES (1)');
  const waiting = connection.run('SELECT n FROM numbers').catch((error: unknown) => error);
  connection.destroy();
  const error = await waiting;
  expect([isUnavailable(error), (error as Error).message]).toEqual([true, 'The connection was given up.']);
  expect(await connection.run('SELECT n FROM numbers')).toEqual({ rows: [] });
});

it('takes nothing once it is closed', async () => {
  await connection.close();
  await expect(connection.run('SELECT 1')).rejects.toThrow('The database is closed.');
});
