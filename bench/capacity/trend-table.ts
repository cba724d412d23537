import { INDEX, RAW } from './limits';
import { GATEWAY } from './measure';
import { milliseconds, table, times } from './report';
import type { Result } from './result';

/** How cost grows with the organisation. */
export function trendTable(results: readonly Result[]): string {
  const columns = ['', ...results.map(({ sizes: { users } }) => `${users.toLocaleString('en')} users`)];
  const row = (name: string, cell: (result: Result) => string) => [name, ...results.map(cell)];
  const page = (arm: string) => (result: Result) => milliseconds(result.measured.pages.typical[arm]!.median);
  return table(columns, [
    row('page over HTTP, × raw limit, MariaDB', ({ measured: { pages } }) =>
      times(pages.typical[GATEWAY.mariadb]!.median / pages.typical[RAW.mariadb]!.median),
    ),
    row('page over HTTP, ms', page(GATEWAY.mariadb)),
    row('raw limit, ms', page(RAW.mariadb)),
    row('index with the lists in hand, ms', page(INDEX)),
    row('heavy page over HTTP, ms', ({ measured }) => milliseconds(measured.pages.heavy[GATEWAY.mariadb]!.median)),
    row('membership of a user arriving at the index, ms', ({ measured }) =>
      milliseconds(measured.arrivals.user.index.median),
    ),
    row('membership of a group arriving at the index, ms', ({ measured }) =>
      milliseconds(measured.arrivals.group.index.median),
    ),
    row('index ready after start, s', ({ measured }) => (measured.start.indexReady.median / 1000).toFixed(2)),
    row('longest stall in a rebuild, ms', ({ measured }) => measured.rebuild.longestHoldMs.toFixed(0)),
    row('resident memory, MB', ({ measured }) => measured.memory.residentMegabytes.toFixed(0)),
  ]);
}
