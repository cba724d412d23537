import type { EntityManager } from 'typeorm';

import { type Row, rowsOf } from '../database/rows';
import { sql } from '../database/sql';
import { EdgeKind } from '../directory/principal-edge.entity';
import type { PrincipalKind } from '../directory/principal.entity';
import { EligibilityIndex } from './eligibility-index';
import { PrincipalGraphBuilder } from './principal-graph';
import { beyond, pages } from './row-pages';

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
