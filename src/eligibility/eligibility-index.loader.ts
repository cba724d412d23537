import type { EntityManager } from 'typeorm';

import { type Row, rowsOf } from '../database/rows';
import { sql } from '../database/sql';
import { EdgeKind } from '../directory/principal-edge.entity';
import type { PrincipalKind } from '../directory/principal.entity';
import { EffectivePolicies } from './effective-policies';
import { EligibilityIndex } from './eligibility-index';
import { indexDirectory, type IndexedDirectory } from './indexed-directory';
import type { PrincipalGraph } from './principal-graph';
import { PrincipalGraphBuilder } from './principal-graph.builder';
import { beyond, pages, ROWS_PER_TURN } from './row-pages';

/** The embedded store answers on the thread that asks: a statement of this size holds everybody else up for some 50 ms. */
const ROWS_PER_STATEMENT = 50_000;

/** The numbers of the last changes. */
interface Versions {
  directory: number;
  policies: number;
}

/**
 * Builds the index of what is committed now. What changes in the meantime is read again, and what hasn't changed since an index
 * that is held is taken from that.
 */
export async function loadEligibilityIndex(
  manager: EntityManager,
  { held, pageSize = ROWS_PER_STATEMENT }: { held?: EligibilityIndex; pageSize?: number } = {},
): Promise<EligibilityIndex> {
  let directory: IndexedDirectory | undefined = held?.directory;
  let read: { version: number; graph: PrincipalGraph } | undefined = directory;
  let policies = held?.policies;
  for (;;) {
    // What was read is as of the versions before it, if they are still the same after it.
    const now = await versions(manager);
    if (read?.version !== now.directory) {
      read = { version: now.directory, graph: await readGraph(manager, pageSize) };
      policies = undefined;
    } else if (policies?.version !== now.policies) {
      policies = await readPolicies(manager, now.policies, read.graph);
    } else {
      if (directory?.version !== read.version) directory = indexDirectory(read.version, read.graph);
      return new EligibilityIndex(directory, policies);
    }
  }
}

async function versions(manager: EntityManager): Promise<Versions> {
  const [row] = await rowsOf(manager, sql`SELECT directory, policies FROM change_sequence WHERE id = 1`);
  return { directory: Number(row!.directory), policies: Number(row!.policies) };
}

async function readGraph(manager: EntityManager, pageSize: number): Promise<PrincipalGraph> {
  const builder = new PrincipalGraphBuilder();
  await addPrincipals(manager, builder, pageSize);
  for (const kind of Object.values(EdgeKind)) await addEdges(manager, builder, kind, pageSize);
  return builder.build();
}

async function addPrincipals(manager: EntityManager, builder: PrincipalGraphBuilder, pageSize: number): Promise<void> {
  const principals = (last: Row | undefined) => sql`
    SELECT id, kind, sort_key, display_name, sip_address, sip_key, site_key, enabled, missing FROM principals
    WHERE ${beyond(last, 'sort_key', 'id')} ORDER BY sort_key, id LIMIT ${pageSize}`;
  for await (const rows of pages(manager, pageSize, principals)) {
    for (const row of rows) {
      builder.addPrincipal({
        id: Number(row.id),
        kind: row.kind as PrincipalKind,
        sortKey: row.sort_key as string,
        displayName: row.display_name as string,
        sipAddress: row.sip_address as string | null,
        sipKey: row.sip_key as string | null,
        siteKey: row.site_key as string | null,
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

async function readPolicies(
  manager: EntityManager,
  version: number,
  graph: PrincipalGraph,
): Promise<EffectivePolicies> {
  const policies = await rowsOf(
    manager,
    sql`SELECT policy.id, policy.scope, policy.enable_persistent_chat, site.name_key
      FROM policies policy LEFT JOIN sites site ON site.id = policy.site_id`,
  );
  const granted = new Uint32Array(graph.size);
  const grants = (last: Row | undefined) => sql`
    SELECT policy_id, id FROM principals
    WHERE policy_id IS NOT NULL AND ${beyond(last, 'policy_id', 'id')} ORDER BY policy_id, id LIMIT ${ROWS_PER_TURN}`;
  for await (const rows of pages(manager, ROWS_PER_TURN, grants)) {
    for (const { policy_id: policyId, id } of rows) {
      const ordinal = graph.ordinalOf(Number(id));
      // Who is newer than the graph is read with the directory, which has changed then.
      if (ordinal !== undefined) granted[ordinal] = Number(policyId);
    }
  }
  const deciding = policies.map((row) => ({
    id: Number(row.id),
    scope: String(row.scope),
    siteKey: row.name_key as string | null,
    enables: Boolean(row.enable_persistent_chat),
  }));
  return new EffectivePolicies(version, graph, deciding, granted);
}
