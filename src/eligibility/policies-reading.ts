import type { EntityManager } from 'typeorm';

import { type Row, rowsOf } from '../database/rows';
import { sql } from '../database/sql';
import { EffectivePolicies } from './effective-policies';
import type { PrincipalGraph } from './principal-graph';
import { beyond, pages, ROWS_PER_TURN } from './row-pages';

/**
 * Reads the policies, and to whom of the graph they are granted: as of `version`, if it is still the same afterwards.
 *
 * @param graph of the directory at that version or later
 */
export async function readPolicies(
  manager: EntityManager,
  version: number,
  graph: PrincipalGraph,
  pageSize = ROWS_PER_TURN,
): Promise<EffectivePolicies> {
  const policies = await rowsOf(
    manager,
    sql`SELECT policy.id, policy.scope, policy.enable_persistent_chat, site.name_key
      FROM policies policy LEFT JOIN sites site ON site.id = policy.site_id`,
  );
  const known = new Set(policies.map(({ id }) => Number(id)));
  const granted = new Uint32Array(graph.size);
  const grants = (last: Row | undefined) => sql`
    SELECT policy_id, id FROM principals
    WHERE policy_id IS NOT NULL AND ${beyond(last, 'policy_id', 'id')} ORDER BY policy_id, id LIMIT ${pageSize}`;
  for await (const rows of pages(manager, pageSize, grants)) {
    for (const { policy_id: policyId, id } of rows) {
      const ordinal = graph.ordinalOf(Number(id));
      // A grant to somebody newer than the graph, or of a policy newer than the others, is of a later version of the policies.
      if (ordinal !== undefined && known.has(Number(policyId))) granted[ordinal] = Number(policyId);
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
