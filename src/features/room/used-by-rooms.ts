import type { Use } from '../../error-details';
import type { Pool } from '../topology/pool.entity';
import { pooledIdentity } from '../topology/pooled.identity';

/** What an error says of rooms that use something of their pool, the first few by name. */
export function usedByRooms(pool: Pool, names: readonly string[], count: number): Use {
  return { type: 'Room', count, identities: names.map((name) => pooledIdentity(pool, name)) };
}
