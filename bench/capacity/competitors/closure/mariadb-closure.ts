import type { Connection, ResultSetHeader, RowDataPacket } from 'mysql2/promise';

import { closureText } from './closure-text';
import type { Reach } from './reach';
import type { TableSize } from './table-size';

/** What the table and its index take, and room for the gateway's own tables beside it. */
const BUFFER_POOL_BYTES = 4 * 2 ** 30;

/** Who reaches whom, a row for each pair, in a table beside the gateway's own. */
export async function makeMariadbClosure(mariadb: Connection, reach: Reach): Promise<TableSize> {
  await mariadb.query(`SET GLOBAL innodb_buffer_pool_size = ${BUFFER_POOL_BYTES}`);
  await mariadb.query('DROP TABLE IF EXISTS closure');
  await mariadb.query(`
    CREATE TABLE closure (ancestor INT NOT NULL, descendant INT NOT NULL, PRIMARY KEY (ancestor, descendant)) ENGINE = InnoDB`);
  const [{ affectedRows: rows }] = await mariadb.query<ResultSetHeader>({
    sql: `LOAD DATA LOCAL INFILE 'closure' INTO TABLE closure`,
    infileStreamFactory: () => closureText(reach),
  });
  await mariadb.query('ALTER TABLE closure ADD INDEX (descendant, ancestor)');
  await mariadb.query('ANALYZE TABLE closure, principal_edges, access_entries, principals');
  const [[size]] = await mariadb.query<RowDataPacket[]>(`
    SELECT data_length + index_length AS bytes FROM information_schema.tables
    WHERE table_schema = DATABASE() AND table_name = 'closure'`);
  return { rows, bytes: Number(size!.bytes) };
}
