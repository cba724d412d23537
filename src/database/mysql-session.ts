import * as mysql from 'mysql2';

export interface Session {
  access: 'READ WRITE' | 'READ ONLY';
  /** The longest that a statement may take, in seconds; 0 for as long as it takes. */
  maxSeconds: number;
}

const LOCK_WAIT_S = 3;
/** Room for two million ids; what is longer would be cut off without an error. */
export const LONGEST_CONCATENATION = 32 * 2 ** 20;

/** How a session is told the longest that a statement may take: what stands in these comments is read by MariaDB alone, and by MySQL alone. */
export function statementLimit(seconds: number): string {
  return `/*M! , max_statement_time = ${seconds} */ /*!80000 , max_execution_time = ${seconds * 1000} */`;
}

/** A pool with every connection set to what the gateway relies on, whatever the server's own defaults are. */
export function createSessionPool(options: mysql.PoolOptions, { access, maxSeconds }: Session): mysql.Pool {
  const statements = [
    `SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED, ${access}`,
    `SET SESSION sql_mode = 'TRADITIONAL', innodb_lock_wait_timeout = ${LOCK_WAIT_S}, group_concat_max_len = ${LONGEST_CONCATENATION} ${statementLimit(maxSeconds)}`,
  ];
  const pool = mysql.createPool(options);
  pool.on('connection', (connection) => {
    // The statement under way reports a loss; what the connection says of it later would end the process.
    connection.on('error', () => undefined);
    for (const statement of statements) connection.query(statement, (error) => error && connection.destroy());
  });
  return pool;
}
