import DataLoader from 'dataloader';
import type { ClassType } from 'type-graphql';
import { In, type FindOptionsWhere } from 'typeorm';

import type { PerRequest } from './context';

/** SQLite takes 32,766 parameters in a statement. */
const LARGEST_BATCH = 10_000;

/** A loader of the rows of a table by their ids, one statement a batch; null where there is none. */
export function rowsById<T extends { id: number }>(entity: ClassType<T>): PerRequest<DataLoader<number, T | null>> {
  return (context) =>
    new DataLoader<number, T | null>(
      async (ids) => {
        const rows = await context.read.findBy(entity, { id: In([...ids]) } as FindOptionsWhere<T>);
        const byId = new Map(rows.map((row) => [row.id, row]));
        return ids.map((id) => byId.get(id) ?? null);
      },
      { maxBatchSize: LARGEST_BATCH },
    );
}
