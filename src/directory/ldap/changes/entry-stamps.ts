import type { ChangeTracker, LdapChanges } from './change-tracker';
import { changedStamps, type Stamp, stampsOf } from './changed-stamps';

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
    for await (const { stamp } of stampsOf(entries)) seen = Math.max(seen, timeOf(stamp) ?? 0);
    return seen > 0 ? positionOf({ server: entries.connection.server, from: seen, seen }) : null;
  },

  async since(position, entries): Promise<LdapChanges | null> {
    const then = JSON.parse(position) as StampTimes;
    if (then.server !== entries.connection.server) return null;
    // Where the last that changed is deleted, less is seen than before.
    let { seen } = then;
    const changes = await changedStamps(entries, (stamp) => {
      const time = timeOf(stamp);
      seen = Math.max(seen, time ?? 0);
      return time === null || time >= then.from - MINUTE_MS;
    });
    return changes && { ...changes, position: positionOf({ ...then, from: then.seen, seen }) };
  },
};

function positionOf(times: StampTimes): string {
  return JSON.stringify(times);
}

/** The time, to the second, of `20261122211701.440736Z#000000#000#000000` or `20261122211701Z`; null where it is none. */
function timeOf(stamp: Stamp | undefined): number | null {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)/
    .exec(stamp ?? '')
    ?.slice(1)
    .map(Number);
  if (!parts) return null;
  const [year, month, ...rest] = parts as [number, number, number, number, number, number];
  return Date.UTC(year, month - 1, ...rest);
}
