import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';

/** Makes a query of a transaction lock what it reads until the end; on SQLite the writer has the whole file to itself already. */
export function lockForUpdate<T extends ObjectLiteral>(query: SelectQueryBuilder<T>): SelectQueryBuilder<T> {
  return query.dataSource.options.type === 'better-sqlite3' ? query : query.setLock('pessimistic_write');
}
