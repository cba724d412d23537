import DataLoader from 'dataloader';
import type { ClassType } from 'type-graphql';

import { entityOf, rowsOf } from '../database/rows';
import { raw, sql } from '../database/sql';
import type { PerRequest } from './context';

/** SQLite takes 32,766 parameters in a statement. */
const LARGEST_BATCH = 10_000;

/** A loader of the rows of a table by their ids, one statement a batch; null where there is none. */
export function rowsById<T extends { id: number }>(entity: ClassType<T>): PerRequest<DataLoader<number, T | null>> {
  return (context) =>
    new DataLoader<number, T | null>(
      async (ids) => {
        // TypeORM's own conditions take longer than the statement where there are hundreds of ids.
        const table = raw(context.read.dataSource.getMetadata(entity).tableName);
        const rows = await rowsOf(context.read, sql`SELECT * FROM ${table} WHERE id IN (${ids})`);
        const byId = new Map(rows.map((row) => [Number(row.id), entityOf(context.read, entity, row)]));
        return ids.map((id) => byId.get(id) ?? null);
      },
      { maxBatchSize: LARGEST_BATCH },
    );
}
