import { createHash, type Hash } from 'node:crypto';
import type { EntityManager } from 'typeorm';

import { rowsOf, type Row } from '../../database/rows';
import { ALL, raw, sql, type Sql } from '../../database/sql';
import { EdgeKind } from '../../directory/principal-edge.entity';

const ROWS_PER_STATEMENT = 10_000;

/** Equal for equal differences between the directory and the store, however large; read from what a sync has staged. */
export async function stagedDigest(manager: EntityManager): Promise<string> {
  const hash = createHash('sha256');
  const columns = 'id, effect, moved, guid, source_id, digest';
  await addRows(
    manager,
    hash,
    (last) => sql`SELECT ${raw(columns)} FROM staged_principals WHERE ${beyond(last, 'id')}`,
    ['id'],
  );
  for (const effect of ['+', '-']) {
    for (const kind of Object.values(EdgeKind)) {
      hash.update(`${effect}${kind}`);
      const edges = (last: Row | undefined) =>
        sql`SELECT parent_id, child_id FROM staged_edges
          WHERE effect = ${effect} AND kind = ${kind} AND ${beyond(last, 'parent_id', 'child_id')}`;
      await addRows(manager, hash, edges, ['parent_id', 'child_id']);
    }
  }
  return hash.digest('base64url');
}

async function addRows(
  manager: EntityManager,
  hash: Hash,
  after: (last: Row | undefined) => Sql,
  key: readonly string[],
): Promise<void> {
  let rows: Row[] = [];
  do {
    rows = await rowsOf(manager, sql`${after(rows.at(-1))} ORDER BY ${raw(key.join())} LIMIT ${ROWS_PER_STATEMENT}`);
    for (const row of rows) hash.update(`${Object.values(row).map(String).join()}\n`);
  } while (rows.length === ROWS_PER_STATEMENT);
}

function beyond(last: Row | undefined, first: string, second?: string): Sql {
  if (!last) return ALL;
  if (!second) return sql`${raw(first)} > ${last[first]}`;
  return sql`${raw(first)} >= ${last[first]} AND (${raw(first)} > ${last[first]} OR ${raw(second)} > ${last[second]})`;
}
