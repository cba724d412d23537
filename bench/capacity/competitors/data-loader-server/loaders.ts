import DataLoader from 'dataloader';
import { type DataSource, In } from 'typeorm';

import { eligibleInMariadb } from '../closure/closure-page';
import { pageStatement, totalsStatement } from '../sql/page-statement';
import { Principal } from './principal.entity';

/** Made anew for every request. */
export interface Loaders {
  principalById: DataLoader<number, Principal>;
  /** By the id of the room. */
  eligibleTotal(wildcard: string | null): DataLoader<number, number>;
  /** The ids of the first, by the id of the room. */
  firstEligible(wildcard: string | null): DataLoader<number, number[]>;
}

export function createLoaders(dataSource: DataSource): Loaders {
  return {
    principalById: new DataLoader(async (ids) => {
      const principals = await dataSource.getRepository(Principal).findBy({ id: In([...ids]) });
      const byId = new Map(principals.map((principal) => [principal.id, principal]));
      return ids.map((id) => byId.get(id)!);
    }),
    eligibleTotal: byWildcard(async (rooms, wildcard) => {
      const { text, values } = totalsStatement(eligibleInMariadb, { rooms, wildcard });
      const rows = await dataSource.query<{ room_id: number; total: string }[]>(text, values);
      const totals = new Map(rows.map((row) => [row.room_id, Number(row.total)]));
      return rooms.map((room) => totals.get(room) ?? 0);
    }),
    firstEligible: byWildcard(async (rooms, wildcard) => {
      const { text, values } = pageStatement(eligibleInMariadb, { rooms, wildcard });
      const rows = await dataSource.query<{ room_id: number; id: number }[]>(text, values);
      const ids = new Map(rooms.map((room): [number, number[]] => [room, []]));
      for (const row of rows) ids.get(row.room_id)!.push(row.id);
      return rooms.map((room) => ids.get(room)!);
    }),
  };
}

/** One loader for each wildcard that a request asks for. */
function byWildcard<T>(batch: (rooms: readonly number[], wildcard: string | null) => Promise<T[]>) {
  const loaders = new Map<string | null, DataLoader<number, T>>();
  return (wildcard: string | null): DataLoader<number, T> => {
    const loader = loaders.get(wildcard) ?? new DataLoader((rooms: readonly number[]) => batch(rooms, wildcard));
    loaders.set(wildcard, loader);
    return loader;
  };
}
