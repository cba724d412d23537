import { setImmediate } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';

import { rowsOf, type Row } from '../database/rows';
import { ALL, type Sql, raw, sql } from '../database/sql';
import { EdgeKind } from '../directory/principal-edge.entity';
import type { PrincipalKind } from '../directory/principal.entity';
import { EligibilityIndex } from './eligibility-index';
import { PrincipalGraphBuilder } from './principal-graph';

/** The embedded store answers on the thread that asks: a statement of this size holds everybody else up for some 50 ms. */
const ROWS_PER_STATEMENT = 50_000;

/** Builds the index of what is committed now. A directory that changes in the meantime is read again. */
export async function loadEligibilityIndex(
  manager: EntityManager,
  pageSize = ROWS_PER_STATEMENT,
): Promise<EligibilityIndex> {
  for (;;) {
    const version = await directoryVersion(manager);
    const builder = new PrincipalGraphBuilder();
    await addPrincipals(manager, builder, pageSize);
    for (const kind of Object.values(EdgeKind)) await addEdges(manager, builder, kind, pageSize);
    if (version === (await directoryVersion(manager))) return new EligibilityIndex(version, builder.build());
  }
}

async function directoryVersion(manager: EntityManager): Promise<number> {
  const [row] = await rowsOf(manager, sql`SELECT directory FROM change_sequence WHERE id = 1`);
  return Number(row!.directory);
}

async function addPrincipals(manager: EntityManager, builder: PrincipalGraphBuilder, pageSize: number): Promise<void> {
  const principals = (last: Row | undefined) => sql`
    SELECT id, kind, sort_key, sip_key, enabled, missing FROM principals
    WHERE ${beyond(last, 'sort_key', 'id')} ORDER BY sort_key, id LIMIT ${pageSize}`;
  for await (const rows of pages(manager, pageSize, principals)) {
    for (const row of rows) {
      builder.addPrincipal({
        id: Number(row.id),
        kind: row.kind as PrincipalKind,
        sortKey: row.sort_key as string,
        sipKey: row.sip_key as string | null,
        enabled: Boolean(row.enabled),
        missing: Boolean(row.missing),
      });
    }
  }
}

async function addEdges(
  manager: EntityManager,
  builder: PrincipalGraphBuilder,
  kind: EdgeKind,
  pageSize: number,
): Promise<void> {
  const edges = (last: Row | undefined) => sql`
    SELECT parent_id, child_id FROM principal_edges
    WHERE kind = ${kind} AND ${beyond(last, 'parent_id', 'child_id')} ORDER BY parent_id, child_id LIMIT ${pageSize}`;
  for await (const rows of pages(manager, pageSize, edges)) {
    for (const row of rows) builder.addEdge(kind, Number(row.parent_id), Number(row.child_id));
  }
}

/** Reads page after page, and lets others have the thread in between. */
async function* pages(
  manager: EntityManager,
  pageSize: number,
  statement: (last: Row | undefined) => Sql,
): AsyncGenerator<Row[]> {
  let rows: Row[] = [];
  do {
    rows = await rowsOf(manager, statement(rows.at(-1)));
    yield rows;
    await setImmediate();
  } while (rows.length === pageSize);
}

/** What comes after a row; written so that both stores start at the right place of the index and read on from there. */
function beyond(last: Row | undefined, first: string, second: string): Sql {
  if (!last) return ALL;
  return sql`${raw(first)} >= ${last[first]} AND (${raw(first)} > ${last[first]} OR ${raw(second)} > ${last[second]})`;
}
