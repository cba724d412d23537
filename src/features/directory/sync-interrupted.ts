import { ErrorCode, GatewayError } from '../../errors';

/** What interrupts a sync when its gateway stops. */
export class SyncInterrupted extends GatewayError {
  constructor() {
    super(ErrorCode.UNAVAILABLE, 'The gateway stopped before the sync was done; nothing was changed.');
  }
}
