import type { ByArm, Measurements } from './measure';
import { GATEWAY } from './measure';
import type { Summary } from './samples';

/** A figure with what it is to reach; each is better the lower it is, or the higher where it says how many times faster. */
export interface Limit {
  what: string;
  /** Null where there is nothing to compare with. */
  figure: number | null;
  unit: '× the limit' | '× typical' | '× faster' | '× a plain read' | 'ms' | 'MB';
  limit: number;
}

export const RAW = { mariadb: 'raw limit, MariaDB', sqlite: 'raw limit, SQLite' };
export const INDEX = 'index with the lists in hand';

export function isReached({ figure, unit, limit }: Limit): boolean {
  return figure !== null && (unit === '× faster' ? figure >= limit : figure <= limit);
}

/** What was asked of the standard size. */
export function limitsOf({ pages: { typical, heavy }, arrivals, start, rebuild, memory }: Measurements): Limit[] {
  const raw = typical[RAW.mariadb]!;
  const gateway = typical[GATEWAY.mariadb]!;
  const times = (what: string, figure: number | null, limit: number): Limit => ({
    what,
    figure,
    unit: '× the limit',
    limit,
  });
  const faster = (what: string, figure: number | null, limit: number): Limit => ({
    what,
    figure,
    unit: '× faster',
    limit,
  });
  return [
    times('page of 50 rooms, index with access lists in hand', typical[INDEX]!.median / raw.median, 0.15),
    times('page over HTTP, one connection, MariaDB, median', gateway.median / raw.median, 1.3),
    times('the same, p95', gateway.p95 / raw.p95, 2),
    {
      what: 'heavy page over HTTP, MariaDB',
      figure: heavy[GATEWAY.mariadb]!.median / gateway.median,
      unit: '× typical',
      limit: 3,
    },
    faster('page against PostGraphile with a closure table', slower(typical, 'PostGraphile', gateway), 100),
    faster('page against the DataLoader server', slower(typical, 'DataLoader', gateway), 50),
    faster('membership of a user arriving, against closure upkeep', upkeep(arrivals.user), 50),
    faster('membership of a group arriving, against closure upkeep', upkeep(arrivals.group), 100),
    {
      what: 'index ready after start, MariaDB',
      figure: start.indexReady.median / start.plainRead.median,
      unit: '× a plain read',
      limit: 3,
    },
    { what: 'longest stall of the main loop during a rebuild', figure: rebuild.longestHoldMs, unit: 'ms', limit: 25 },
    { what: 'resident memory', figure: memory.residentMegabytes, unit: 'MB', limit: 350 },
  ];
}

/** How many times slower than the gateway the first arm is that has this in its name. */
function slower(pages: ByArm, name: string, gateway: Summary): number | null {
  const found = Object.entries(pages).find(([arm]) => arm.includes(name));
  return found ? found[1].median / gateway.median : null;
}

/** @returns how many times faster the index is than the closure table on MariaDB */
function upkeep({ index, upkeep: all }: Measurements['arrivals']['user']): number | null {
  const found = Object.entries(all).find(([name]) => name.includes('MariaDB'));
  return found ? found[1].median / index.median : null;
}
