import { isReached, type Limit, limitsOf, RAW } from './limits';
import type { ByArm, Measurements } from './measure';
import type { Result } from './result';
import type { Summary } from './samples';

type Cell = string | number;

/** The figures to reach, and whether they are. */
export function limitsTable(measured: Measurements): string {
  const rows = limitsOf(measured).map((limit) => [
    limit.what,
    figureOf(limit),
    limit.unit === '× faster' ? `${limit.limit} or more` : limit.limit,
    limit.unit,
    limit.figure === null ? 'not measured' : isReached(limit) ? 'reached' : '**missed**',
  ]);
  return table(['', 'figure', 'limit', '', ''], rows);
}

export function pagesTable({ pages }: Measurements): string {
  const rows = Object.entries(pages).flatMap(([page, arms]) => armRows(page, arms, arms[RAW.mariadb]!));
  return table(['page', 'by', '× raw MariaDB', 'median ms', 'p95 ms', 'pages'], rows);
}

/** Beside the raw limit of the typical page, since that is no matter of the machine. */
export function questionsTable({ questions, changes, pages: { typical } }: Measurements): string {
  const rows = Object.entries({ ...questions, ...changes }).flatMap(([name, arms]) =>
    armRows(name, arms, typical[RAW.mariadb]!),
  );
  return table(['', 'by', '× raw page', 'median ms', 'p95 ms', 'times'], rows);
}

export function arrivalsTable({ arrivals }: Measurements): string {
  const rows = Object.entries(arrivals).flatMap(([kind, { upkeep, ...own }]) => {
    const name = `membership of a ${kind}`;
    return Object.entries({ ...named(own), ...upkeep }).map(([what, summary]) => [
      name,
      what,
      times(summary.median / own.index.median),
      ...durations(summary),
    ]);
  });
  return table(['', '', '× index', 'median ms', 'p95 ms', 'times'], rows);
}

export function othersTable({ load, measured: { start, gatewayStart, rebuild, memory, closures } }: Result): string {
  const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2)} s`;
  return table(
    ['', ''],
    [
      ['index ready after start, MariaDB', seconds(start.indexReady.median)],
      ['plain read of the edges, MariaDB', seconds(start.plainRead.median)],
      ['gateway serves after its start, MariaDB', seconds(gatewayStart)],
      ['sync that replaces the members of a large group: commit', seconds(rebuild.commit)],
      ['the next answer after it, with the index made anew', seconds(rebuild.nextAnswer)],
      ['longest stall of the main loop in the meantime', `${rebuild.longestHoldMs.toFixed(0)} ms`],
      ['resident memory before it', `${memory.residentMegabytes.toFixed(0)} MB`],
      ['peak before it', `${memory.peakMegabytes.toFixed(0)} MB`],
      ['peak after it', `${rebuild.peakMegabytes.toFixed(0)} MB`],
      ['organisation loaded, MariaDB', `${load.mariadb.toFixed(0)} s`],
      ['organisation loaded, SQLite', `${load.sqlite.toFixed(0)} s`],
      ...closures.map(({ store, milliseconds: made, rows, bytes }) => [
        `closure table, ${store}`,
        `${rows.toLocaleString('en')} rows, ${(bytes / 2 ** 20).toFixed(0)} MB, made in ${seconds(made)}`,
      ]),
    ],
  );
}

function armRows(what: string, arms: ByArm, raw: Summary): Cell[][] {
  return Object.entries(arms).map(([arm, summary]) => [
    what,
    arm,
    times(summary.median / raw.median),
    ...durations(summary),
  ]);
}

function named(own: Omit<Measurements['arrivals']['user'], 'upkeep'>): ByArm {
  return {
    'the index alone': own.index,
    'reading for it what has changed': own.reading,
    'commit of the sync': own.commit,
    'next answer of another gateway': own.nextAnswer,
    'the answer after that': own.answerAfter,
  };
}

function figureOf({ figure, unit }: Limit): string {
  if (figure === null) return '';
  return unit === 'ms' || unit === 'MB' ? figure.toFixed(0) : times(figure);
}

export function times(ratio: number): string {
  return ratio < 10 ? ratio.toFixed(2) : ratio.toFixed(0);
}

function durations({ median, p95, count }: Summary): Cell[] {
  return [milliseconds(median), milliseconds(p95), count];
}

export function milliseconds(duration: number): string {
  return duration < 100 ? duration.toFixed(2) : duration.toFixed(0);
}

/** In Markdown. */
export function table(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [columns, columns.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}
