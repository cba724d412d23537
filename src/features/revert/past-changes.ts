import type { EntityManager } from 'typeorm';

import type { ChangeKind } from '../../changes/change-kind';
import type { FieldChange } from '../../changes/field-change';
import type { KeptRow } from '../../database/kept-row';
import { type Row, rowsOf } from '../../database/rows';
import { sql, type Sql } from '../../database/sql';
import type { PastChange } from './past-change';

const PAGE = 2_000;

/** The entries of the audit trail that meet a condition on the table `entry`, by number. */
export async function pastChanges(manager: EntityManager, condition: Sql): Promise<PastChange[]> {
  const found: PastChange[] = [];
  const changesOf = sharing((text) => JSON.parse(text) as FieldChange[]);
  for (let page: Row[] = [], after = 0; ; after = Number(page.at(-1)!.id)) {
    page = await rowsOf(
      manager,
      sql`SELECT id, operation, node_type, node_id, identity, kind, changes, removed_row FROM audit_entries entry
        WHERE ${condition} AND id > ${after} ORDER BY id LIMIT ${PAGE}`,
    );
    for (const row of page) {
      found.push({
        id: Number(row.id),
        operation: String(row.operation),
        type: String(row.node_type),
        nodeId: Number(row.node_id),
        identity: String(row.identity),
        kind: row.kind as ChangeKind,
        changes: changesOf(String(row.changes)),
        removedRow: row.removed_row === null ? null : (JSON.parse(row.removed_row as string) as KeptRow),
      });
    }
    if (page.length < PAGE) return found;
  }
}

/** What thousands of things have in common is kept once. */
function sharing<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    if (!known.has(text)) known.set(text, read(text));
    return known.get(text)!;
  };
}
