import { writeFileSync } from 'node:fs';

import { arrivalsTable, limitsTable, othersTable, pagesTable, questionsTable } from './report';
import { lastResults, type Result } from './result';
import { trendTable } from './trend-table';

const PATH = 'docs/performance.md';

/** Writes the page on performance from the last results of each kind; there has to be one of the standard size. */
export function writePerformancePage(): void {
  const [standard] = lastResults('standard') as [Result];
  const [max] = lastResults('max');
  const trend = lastResults('trend');
  const parts = [
    INTRODUCTION,
    basis(standard),
    `## Figures to reach\n\n${limitsTable(standard.measured)}`,
    `## Pages\n\n${PAGES}\n\n${pagesTable(standard.measured)}`,
    `## Other questions, and changes\n\n${QUESTIONS}\n\n${questionsTable(standard.measured)}`,
    `## Changes of the directory\n\n${ARRIVALS}\n\n${arrivalsTable(standard.measured)}`,
    `## Start, rebuild and memory\n\n${OTHERS}\n\n${othersTable(standard)}`,
    ...(max
      ? [
          `## With ${max.sizes.entries.toLocaleString('en')} entries\n\n${basis(max)}\n\n${limitsTable(max.measured)}\n${pagesTable(max.measured)}`,
        ]
      : []),
    ...(trend.length > 0 ? [`## How cost grows\n\n${TREND}\n\n${trendTable(trend)}`] : []),
  ];
  writeFileSync(PATH, `${parts.map((part) => part.trimEnd()).join('\n\n')}\n`);
}

function basis({ sizes, seed, at, environment, machine, measured: { leftOut } }: Result): string {
  const counts = Object.entries<number>({ ...sizes }).map(([name, count]) => `${count.toLocaleString('en')} ${name}`);
  const foreign = `${(100 * machine.foreignCpuShare).toFixed(0)} %`;
  const sentences = [
    `Measured ${at.slice(0, 10)} on ${environment.commit}: ${counts.join(', ')} (seed ${seed}).`,
    `The machine: ${environment.cpu}, ${environment.memoryGigabytes} GB, Node.js ${environment.node}, SQLite ${environment.sqlite}, ${environment.mariadb}.`,
    `Others took ${foreign} of its processors meanwhile; the load average was ${machine.loadBefore.toFixed(1)} before and ${machine.loadAfter.toFixed(1)} after.`,
    ...leftOut,
  ];
  return sentences.join(' ');
}

const INTRODUCTION = `# Performance

This page is written by \`npm run bench\`, not by hand. It takes Debian's \`mariadb-server\`, which is started privately, on loopback; a run of the
standard size takes a quarter of an hour or more. [\`bench/README.md\`](../bench/README.md) tells what is measured how. Ratios within one run mean more than milliseconds,
which are the machine's; every answer that was timed was compared with the right one, which plain code works out from what was generated.`;

const PAGES = `Fifty rooms with the number of principals who may present in each (inside the wall of its category, and reached by its members) and the
first twenty by name: as they follow each other (*typical*), with all ten rooms of 16,000 members among them (*heavy*), and
with only the SIP addresses that fit a wildcard. The *raw limit* is hand-written code that is told who is eligible: it reads the rooms, their access lists and the
names, and writes the same JSON. The *index* is the gateway's part that works out who is eligible, with the lists in hand.`;

const QUESTIONS = `Each over HTTP, on one connection. *× raw page* compares with the raw limit of the typical page on MariaDB.`;

const ARRIVALS = `A membership that begins or ends: the commit as a sync does it, what the index takes to follow it, in memory and with the read of what has changed, and the next
answer of a gateway that did not make the change (one room), against the one after it. What users would pick instead has its own tables to keep up.`;

const OTHERS = `The index of a process that has just begun, beside a plain read of the edges by \`mysql2\`; a sync that changes more than is followed
step by step, so that the index is made anew; and the memory of a gateway on MariaDB.`;

const TREND = `The same organisation with more or fewer users, and all else in proportion.`;
