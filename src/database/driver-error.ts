import { QueryFailedError } from 'typeorm';

import { NoPrimary, ReadOnlyServer } from './no-primary';

interface DriverError extends Error {
  code?: string;
  errno?: number;
  /** The connection is lost or was never made. */
  fatal?: boolean;
}

/** Killed connection and statement, and a server that shuts down: mysql2 has no names for some of them. */
const CONNECTION_KILLED = new Set<unknown>([1053, 1927]);
const SERVER_GONE = new Set<unknown>([...CONNECTION_KILLED, 1317]);
/** MariaDB and MySQL have a number each. */
const TOOK_TOO_LONG = new Set<unknown>([1969, 3024]);
const SERVER_LOCK = new Set<unknown>(['ER_LOCK_DEADLOCK', 'ER_LOCK_WAIT_TIMEOUT']);
const SERVER_FOREIGN_KEY = new Set<unknown>(['ER_ROW_IS_REFERENCED_2', 'ER_NO_REFERENCED_ROW_2']);

/** What the database's driver threw, below TypeORM's wrapping; undefined where it is no such error. */
export function driverError(error: unknown): DriverError | undefined {
  if (error instanceof QueryFailedError) return error.driverError as DriverError;
  // Where no connection could be made, TypeORM passes the driver's error on as it is.
  return typeof error === 'object' && error && 'fatal' in error ? (error as DriverError) : undefined;
}

/** The database can't be reached, or can't work: nothing that another input would mend. */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof NoPrimary) return true;
  const { fatal, errno, code } = driverError(error) ?? {};
  return (
    fatal === true || SERVER_GONE.has(errno) || /^SQLITE_(CANTOPEN|CORRUPT|FULL|IOERR|NOMEM|NOTADB)/.test(code ?? '')
  );
}

/** The connection is gone: whatever its transaction did is taken back, unless it was being committed. */
export function isConnectionLost(error: unknown): boolean {
  const { fatal, errno } = driverError(error) ?? {};
  return fatal === true || CONNECTION_KILLED.has(errno);
}

/** The server takes no writes, and has stored nothing of the transaction, even where it refused the commit. */
export function isReadOnlyRefusal(error: unknown): boolean {
  if (error instanceof ReadOnlyServer) return true;
  const { errno, message = '' } = driverError(error) ?? {};
  // The number of MariaDB is that of every option which forbids a statement.
  return errno === 1836 || (errno === 1290 && /read.only/i.test(message));
}

/** The statement took longer than its session lets it. */
export function tookTooLong(error: unknown): boolean {
  return TOOK_TOO_LONG.has(driverError(error)?.errno);
}

/** Another transaction was in the way: the same again may well succeed. */
export function isLockFailure(error: unknown): boolean {
  const code = driverError(error)?.code;
  return SERVER_LOCK.has(code) || /^SQLITE_(BUSY|LOCKED)/.test(code ?? '');
}

/** Something referred to is gone, or something to be removed is referred to. */
export function isForeignKeyViolation(error: unknown): boolean {
  const code = driverError(error)?.code;
  return SERVER_FOREIGN_KEY.has(code) || code === 'SQLITE_CONSTRAINT_FOREIGNKEY';
}
