import { ErrorCode, GatewayError } from '../errors';

/** For whom it overtakes again and again. */
export function directoryTooFast(): GatewayError {
  return new GatewayError(
    ErrorCode.UNAVAILABLE,
    'The directory changes faster than access to rooms can be worked out; ask again when its sync is through.',
  );
}
