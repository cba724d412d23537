import type { EntityManager } from 'typeorm';

import type { TakenSequence } from '../../database/change-sequence';
import { rowsOf } from '../../database/rows';
import { sql } from '../../database/sql';
import { LogEffect } from './directory-log.entity';

/** As many rows are kept, and so read at once, which may hold nobody up: an index that is further behind is sooner made anew. */
const MOST_ROWS = 2_000;

/**
 * Keeps what the staged rows change as the step to the version that was taken for them, so that indexes can follow. The steps that are kept
 * are the last ones, without a gap: where one is too long, or was made without a row here, those before it lead nowhere.
 */
export async function logStaged(tx: EntityManager, { eligibility, directoryBefore }: TakenSequence): Promise<void> {
  const changed = sql`
    SELECT effect, kind, parent_id, child_id FROM staged_edges
    UNION ALL SELECT ${LogEffect.PRINCIPAL}, ${''}, 0, id FROM staged_principals`;
  const [row] = await rowsOf(
    tx,
    sql`SELECT COUNT(*) AS count FROM (SELECT 1 FROM (${changed}) every_change LIMIT ${MOST_ROWS + 1}) counted`,
  );
  if (Number(row!.count) > MOST_ROWS) {
    await rowsOf(tx, sql`DELETE FROM directory_log`);
    return;
  }
  await rowsOf(
    tx,
    sql`INSERT INTO directory_log (version, previous, effect, kind, parent_id, child_id)
      SELECT ${eligibility}, ${directoryBefore}, changed.* FROM (${changed}) changed`,
  );
  const [oldest] = await rowsOf(
    tx,
    sql`SELECT version FROM directory_log ORDER BY version DESC LIMIT 1 OFFSET ${MOST_ROWS}`,
  );
  if (oldest) await rowsOf(tx, sql`DELETE FROM directory_log WHERE version <= ${oldest.version}`);
}
