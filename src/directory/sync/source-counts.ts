import type { EntityManager } from 'typeorm';

import { rowsOf } from '../../database/rows';
import { sql } from '../../database/sql';

/** Brings the numbers of the sources' principals to what the staged rows will make of them: to be called before those are applied. */
export async function countPrincipals(tx: EntityManager): Promise<void> {
  const rows = await rowsOf(
    tx,
    sql`SELECT source_id, SUM(here) AS difference FROM (
        SELECT source_id, 1 AS here FROM staged_principals WHERE effect <> ${'MISSING'}
        UNION ALL SELECT principal.source_id, -1 FROM staged_principals staged
          JOIN principals principal ON principal.id = staged.id WHERE principal.missing = 0) counted
      WHERE source_id IS NOT NULL GROUP BY source_id`,
  );
  for (const { source_id: id, difference } of rows) {
    await rowsOf(
      tx,
      sql`UPDATE directory_sources SET principals = principals + ${Number(difference)} WHERE id = ${id}`,
    );
  }
}
