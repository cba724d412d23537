import type { EntityManager } from 'typeorm';

import type { ChangedEntry } from '../../changes/field-change';
import { rowsOf } from '../../database/rows';
import { sql } from '../../database/sql';
import { MEMBERSHIPS } from '../../directory/principal-edge.entity';
import { identityOfRow, NAMED } from './staged-entries';

/** The first groups, by display name, that have other members by what a sync has staged; not those that are new. */
export async function groupsWithOtherMembers(manager: EntityManager): Promise<ChangedEntry[]> {
  const groups = sql`SELECT parent_id FROM staged_edges WHERE effect IN (${['+', '-']}) AND kind IN (${[...MEMBERSHIPS]})`;
  const rows = await rowsOf(
    manager,
    sql`SELECT principal.* FROM principals principal WHERE principal.id IN (${groups})
      ORDER BY principal.sort_key, principal.id LIMIT ${NAMED}`,
  );
  return rows.map((row) => ({ identity: identityOfRow(row), principalId: Number(row.id) }));
}
