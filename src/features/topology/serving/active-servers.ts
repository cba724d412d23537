import { type ChangeWarning, WarningCode } from '../../../changes/warning';

/** A pool has at most 8 servers, and of these so many active. */
export const MOST_ACTIVE = 4;

export function noActiveServer(pool: string): ChangeWarning {
  return {
    code: WarningCode.NO_ACTIVE_SERVER,
    message: `No server of the pool ${pool} is active: it accepts no new client connections.`,
  };
}
