import type { EntityManager } from 'typeorm';

import { rowsOf } from '../../../../src/database/rows';
import { join, sql, type Sql } from '../../../../src/database/sql';
import type { PrincipalEdge } from '../../../../src/directory/principal-edge.entity';
import type { Principal } from '../../../../src/directory/principal.entity';

export type StagedPrincipal = Partial<Principal> & { effect: 'ADDED' | 'CHANGED' | 'RETURNED' | 'MISSING' };
export type StagedEdge = PrincipalEdge & { effect: '+' | '-' };

/** Stages a change as a sync does, in place of what was staged. */
export async function stage(
  tx: EntityManager,
  principals: readonly StagedPrincipal[],
  edges: readonly StagedEdge[],
): Promise<void> {
  await tx.query('DELETE FROM staged_principals');
  await tx.query('DELETE FROM staged_edges');
  await insert(
    tx,
    sql`INSERT INTO staged_principals (id, effect, moved, missing, guid, kind, display_name, sip_key, upn_key, logon_key, dn_key, site_key, enabled)`,
    principals.map(({ id, effect, ...row }) => {
      const said = effect === 'MISSING' ? {} : row;
      const { guid, kind, displayName, sipKey, upnKey, logonKey, dnKey, siteKey, enabled } = said;
      const values = [guid, kind, displayName, sipKey, upnKey, logonKey, dnKey, siteKey, enabled && Number(enabled)];
      return [id, effect, 0, Number(effect === 'MISSING'), ...values.map((value) => value ?? null)];
    }),
  );
  await insert(
    tx,
    sql`INSERT INTO staged_edges (effect, kind, parent_id, child_id)`,
    edges.map(({ effect, kind, parentId, childId }) => [effect, kind, parentId, childId]),
  );
}

async function insert(tx: EntityManager, into: Sql, rows: readonly unknown[][]): Promise<void> {
  for (let start = 0; start < rows.length; start += 1000) {
    const values = rows.slice(start, start + 1000).map((row) => sql`(${row})`);
    await rowsOf(tx, sql`${into} VALUES ${join(values, ', ')}`);
  }
}
