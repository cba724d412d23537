import * as mysql from 'mysql2';

const LOCK_WAIT_S = 3;

/** The driver for TypeORM, with every connection set to what the gateway relies on, whatever the server's own defaults are. */
export function mysqlWithSession(access: 'READ WRITE' | 'READ ONLY') {
  const statements = [
    `SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED, ${access}`,
    `SET SESSION sql_mode = 'TRADITIONAL', innodb_lock_wait_timeout = ${LOCK_WAIT_S}`,
  ];
  return {
    createPool(options: mysql.PoolOptions): mysql.Pool {
      const pool = mysql.createPool(options);
      pool.on('connection', (connection) => {
        // The statement under way reports a loss; what the connection says of it later would end the process.
        connection.on('error', () => undefined);
        for (const statement of statements) connection.query(statement, (error) => error && connection.destroy());
      });
      return pool;
    },
  };
}
