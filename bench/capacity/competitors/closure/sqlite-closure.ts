import type { Database } from 'better-sqlite3';

import type { Reach } from './reach';
import type { TableSize } from './table-size';

/** Who reaches whom, a row for each pair, in a table beside the gateway's own. */
export function makeSqliteClosure(sqlite: Database, reach: Reach): TableSize {
  sqlite.exec('DROP TABLE IF EXISTS closure');
  const before = bytesOf(sqlite);
  sqlite.exec(`
    CREATE TABLE closure (ancestor INTEGER NOT NULL, descendant INTEGER NOT NULL, PRIMARY KEY (ancestor, descendant)) WITHOUT ROWID`);
  const insert = sqlite.prepare('INSERT INTO closure SELECT ?, value FROM json_each(?)');
  let rows = 0;
  sqlite.transaction(() => {
    for (const ancestor of reach.principals) {
      rows += insert.run(ancestor, `[${reach.from(ancestor).join(',')}]`).changes;
    }
  })();
  sqlite.exec('CREATE INDEX closure_by_descendant ON closure (descendant, ancestor)');
  sqlite.exec('ANALYZE');
  // What is left in the log would slow down everybody who reads.
  sqlite.pragma('wal_checkpoint(TRUNCATE)');
  return { rows, bytes: bytesOf(sqlite) - before };
}

function bytesOf(sqlite: Database): number {
  const pragma = (name: string) => sqlite.pragma(name, { simple: true }) as number;
  return pragma('page_size') * (pragma('page_count') - pragma('freelist_count'));
}
