import type { EntityManager } from 'typeorm';

export type LockMode = 'pessimistic_read' | 'pessimistic_write';

/** The option that has a find of a transaction lock what it reads until the end; on SQLite the writer has the whole file to itself already. */
export function rowLock({ dataSource }: EntityManager, mode: LockMode): { lock?: { mode: LockMode } } {
  return dataSource.options.type === 'better-sqlite3' ? {} : { lock: { mode } };
}
