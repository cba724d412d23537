import { timeIn } from '../generalized-time';
import type { ChangeTracker, LdapChanges } from './change-tracker';
import { changedStamps, stampsOf } from './changed-stamps';

const MINUTE_MS = 60_000;

/** Times in milliseconds of the epoch, by the server's clock. */
interface StampTimes {
  server: string;
  /** Every change up to here has been read. */
  from: number;
  /** The last change that was seen. */
  seen: number;
}

/**
 * The stamps of the entries themselves, where there is no contextCSN. An entry that changes while the stamps are looked through may
 * be missed though a later change is seen: so what is seen only counts as read once the stamps were looked through another time.
 * Servers stamp a change before they have it, and by their own clocks: a minute is allowed for the one, and another server begins
 * from the start. Deletions show by what is no longer there.
 */
export const entryStamps: ChangeTracker = {
  name: 'stamps',

  async position(entries) {
    let seen = 0;
    for await (const { stamp } of stampsOf(entries)) seen = Math.max(seen, timeIn(stamp) ?? 0);
    return seen > 0 ? positionOf({ server: entries.connection.server, from: seen, seen }) : null;
  },

  async since(position, entries): Promise<LdapChanges | null> {
    const then = JSON.parse(position) as StampTimes;
    if (then.server !== entries.connection.server) return null;
    // Where the last that changed is deleted, less is seen than before.
    let { seen } = then;
    const changes = await changedStamps(entries, (stamp) => {
      const time = timeIn(stamp);
      seen = Math.max(seen, time ?? 0);
      return time === null || time >= then.from - MINUTE_MS;
    });
    return changes && { ...changes, position: positionOf({ ...then, from: then.seen, seen }) };
  },
};

function positionOf(times: StampTimes): string {
  return JSON.stringify(times);
}
