import type { DirectoryFigures } from '../../src/directory/sync/directory-difference';
import type { PlainRead } from './plain-read';
import type { Run } from './run';
import type { Synced } from './sync';

export interface Step<T> extends Run<T> {
  name: string;
  store: string;
}

const COLUMNS = [
  '',
  'store',
  'seconds',
  '× read',
  'CPU s',
  '× read',
  'peak MB',
  'longest hold ms',
  'beside ms',
  'rows written',
  'load',
  '',
];

/** A table in Markdown; what is beside a plain read is its middle one. */
export function report(reads: readonly Step<PlainRead>[], syncs: readonly Step<Synced>[]): string {
  const seconds = middle(reads.map((read) => read.seconds));
  const cpuSeconds = middle(reads.map((read) => read.cpuSeconds));
  const rows = [
    ...reads.map((read) => [read, `${read.found.entries} entries, ${read.found.members} members`] as const),
    ...syncs.map((sync) => [sync, foundIn(sync.found)] as const),
  ].map(([step, found]) => [
    step.name,
    step.store,
    step.seconds.toFixed(1),
    (step.seconds / seconds).toFixed(2),
    step.cpuSeconds.toFixed(1),
    (step.cpuSeconds / cpuSeconds).toFixed(2),
    step.peakMegabytes.toFixed(0),
    step.longestHoldMs.toFixed(0),
    step.heldBesideMs.toFixed(0),
    step.rows === undefined ? '' : String(step.rows),
    step.load.toFixed(1),
    found,
  ]);
  return [COLUMNS, COLUMNS.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

function foundIn({ figures, warnings, prepared }: Synced): string {
  const changes = Object.entries(figures).filter(([, count]) => count > 0);
  const said = changes.map(([name, count]) => `${name} ${count}`).join(', ') || 'nothing';
  const warned = warnings.map(({ code, count }) => `; ${count} × ${code}`).join('');
  return `${said}${warned}; prepared in ${prepared.toFixed(1)} s`;
}

function middle(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
}

/** @throws Error where a sync found something else than was changed. */
export function verify(name: string, { figures, warnings }: Synced, expected: DirectoryFigures): void {
  const [found, wanted] = [figures, expected].map((each) => JSON.stringify(Object.entries(each).sort()));
  if (found !== wanted || warnings.length > 0) {
    throw new Error(`${name} found ${found} instead of ${wanted}, with the warnings ${JSON.stringify(warnings)}.`);
  }
}
