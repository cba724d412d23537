import { ErrorCode, GatewayError } from '../errors';
import { isForeignKeyViolation, isLockFailure, isReadOnlyRefusal, isUnavailable, tookTooLong } from './driver-error';
import { NoPrimary } from './no-primary';

/** What a client is told of an error that the database's driver threw; null where that is nothing in particular. */
export function asGatewayError(error: unknown): GatewayError | null {
  if (isReadOnlyRefusal(error) || (error instanceof NoPrimary && error.answered)) {
    return because(
      error,
      ErrorCode.UNAVAILABLE,
      'The database has no primary at present: those of its servers that answer are read-only.',
    );
  }
  if (isUnavailable(error)) return because(error, ErrorCode.UNAVAILABLE, "The database can't be reached at present.");
  if (tookTooLong(error)) {
    return because(
      error,
      ErrorCode.LIMIT_EXCEEDED,
      'The database took longer to find this than it may: ask for less at once, or by narrower conditions.',
    );
  }
  if (isLockFailure(error)) {
    return because(
      error,
      ErrorCode.CONFLICT,
      'Other changes were in the way of this one for too long, and nothing of it was stored; try it again.',
    );
  }
  if (isForeignKeyViolation(error)) {
    return because(
      error,
      ErrorCode.CONFLICT,
      'Something that this change refers to was removed, or something that it removes is in use again; look at it again.',
    );
  }
  return null;
}

export function storeClosed(): GatewayError {
  return new GatewayError(ErrorCode.UNAVAILABLE, 'The gateway is stopping; nothing was changed.');
}

/** The cause is for the log; clients never see it. */
export function because(cause: unknown, code: ErrorCode, message: string): GatewayError {
  return Object.assign(new GatewayError(code, message), { cause });
}
