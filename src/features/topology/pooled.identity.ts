import type { Pool } from './pool.entity';

/** What a thing of a pool is called: the pool's name, a backslash, and its own. */
export function pooledIdentity(pool: Pick<Pool, 'fqdn'>, name: string): string {
  return `${pool.fqdn}\\${name}`;
}
