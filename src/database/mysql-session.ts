import * as mysql from 'mysql2';

export type SessionAccess = 'READ WRITE' | 'READ ONLY';

const LOCK_WAIT_S = 3;
/** Room for two million ids; what is longer would be cut off without an error. */
export const LONGEST_CONCATENATION = 32 * 2 ** 20;

/** A pool with every connection set to what the gateway relies on, whatever the server's own defaults are. */
export function createSessionPool(options: mysql.PoolOptions, access: SessionAccess): mysql.Pool {
  const statements = [
    `SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED, ${access}`,
    `SET SESSION sql_mode = 'TRADITIONAL', innodb_lock_wait_timeout = ${LOCK_WAIT_S}, group_concat_max_len = ${LONGEST_CONCATENATION}`,
  ];
  const pool = mysql.createPool(options);
  pool.on('connection', (connection) => {
    // The statement under way reports a loss; what the connection says of it later would end the process.
    connection.on('error', () => undefined);
    for (const statement of statements) connection.query(statement, (error) => error && connection.destroy());
  });
  return pool;
}
