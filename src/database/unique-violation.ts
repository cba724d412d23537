import { QueryFailedError } from 'typeorm';

const CODES = new Set<unknown>([
  'SQLITE_CONSTRAINT_UNIQUE',
  'SQLITE_CONSTRAINT_PRIMARYKEY',
  'SQLITE_CONSTRAINT_ROWID',
  'ER_DUP_ENTRY',
]);

/** Whether a statement failed because a unique index, of `table` where that is given, has such a row already. */
export function isUniqueViolation(error: unknown, table?: string): boolean {
  if (!(error instanceof QueryFailedError) || !CODES.has((error.driverError as { code?: string }).code)) return false;
  // MariaDB names the index but not its table; the statement does.
  const written = /^\s*(?:INSERT\s+INTO|UPDATE)\s+["`]?(\w+)/i.exec(error.query)?.[1];
  return table === undefined || written === table;
}
