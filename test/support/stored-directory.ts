import { type Row, rowsOf } from '../../src/database/rows';
import { raw, sql } from '../../src/database/sql';
import type { Store } from '../../src/database/store';

const TABLES = [
  'principals',
  'principal_attributes',
  'principal_edges',
  'pending_members',
  'directory_sources',
  'directory_lease',
  'directory_log',
  'staged_principals',
  'staged_attributes',
  'staged_edges',
  'staged_groups',
  'staged_pending',
  'change_sequence',
];

/** Every row that a sync may write, table by table. */
export async function storedDirectory({ read }: Store): Promise<Record<string, Row[]>> {
  const tables: Record<string, Row[]> = {};
  for (const table of TABLES) {
    const rows = await rowsOf(read, sql`SELECT * FROM ${raw(table)}`);
    tables[table] = rows.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  }
  return tables;
}
