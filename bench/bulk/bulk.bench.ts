import 'reflect-metadata';

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { openStore } from '../../src/database/open-store';
import { environment } from '../environment';
import { openMariadb } from '../mariadb';
import { Random } from '../random';
import type { Change, Changed } from './change';
import { fill, GROUP, POLICY, type Sizes } from './organisation';

const RESULTS = 'bench/results';
const FULL: Sizes = { users: 150_000, categories: 300, rooms: 33_077, entries: 731_088, granted: 5_000 };
const SMALL: Sizes = { users: 5_000, categories: 10, rooms: 1_000, entries: 22_000, granted: 500 };
const GRANT = { where: { reachedBy: GROUP }, policy: POLICY };
const IMPACT = 'impact { gained { totalCount pairCount } lost { totalCount pairCount } }';

const { values: flags } = parseArgs({ options: { small: { type: 'boolean', default: false } } });
const sizes = flags.small ? SMALL : FULL;

/** What is changed, how many things it is of, and the change. */
const CHANGES: [name: string, things: number, change: Change][] = [
  ['disable all rooms', sizes.rooms, { mutation: 'setRooms', input: { where: {}, disabled: true }, shown: '' }],
  ['enable all rooms', sizes.rooms, { mutation: 'setRooms', input: { where: {}, disabled: false }, shown: '' }],
  [
    'disable all rooms, planned',
    sizes.rooms,
    { mutation: 'setRooms', input: { where: {}, disabled: true, whatIf: true }, shown: IMPACT },
  ],
  [
    'disable all rooms, confirmed',
    sizes.rooms,
    { mutation: 'setRooms', input: { where: {}, disabled: true }, shown: IMPACT, confirms: true },
  ],
  ['grant a policy to a group', sizes.granted, { mutation: 'grantPolicies', input: GRANT, shown: '' }],
  [
    'take it away again, planned',
    sizes.granted,
    {
      mutation: 'grantPolicies',
      input: { ...GRANT, policy: null, whatIf: true },
      shown: 'impact { gained { totalCount } }',
    },
  ],
];

interface Step extends Changed {
  name: string;
  store: string;
  load: number;
}

async function run(databaseUrl: string, change: Change): Promise<Changed> {
  const child = fork(join(__dirname, 'change.js'), [databaseUrl, JSON.stringify(change)], {
    execArgv: ['--enable-source-maps'],
  });
  const message = once(child, 'message') as Promise<[Changed]>;
  const exit = once(child, 'exit').then(([code]) => {
    throw new Error(`The gateway ended with ${code}.`);
  });
  const [changed] = await Promise.race([message, exit]);
  exit.catch(() => undefined);
  return changed;
}

async function main(folder: string): Promise<void> {
  const mariadb = await openMariadb();
  const steps: Step[] = [];
  for (const [store, url] of Object.entries({
    SQLite: `sqlite:${join(folder, 'gateway.sqlite')}`,
    MariaDB: mariadb.url,
  })) {
    const filled = await openStore(url, { migrate: true });
    await fill(filled, sizes, new Random(1));
    await filled.close();
    for (const [name, things, change] of CHANGES) {
      const load = loadavg()[0]!;
      const step = { name, store, load, ...(await run(url, change)) };
      const { succeeded, failed } = step.answer;
      if (succeeded !== things || failed)
        throw new Error(`${name} changed ${succeeded} things, and failed with ${failed}.`);
      steps.push(step);
      console.error(`${store}: ${name} in ${step.seconds.toFixed(2)} s`);
    }
  }
  await mariadb.stop();
  console.log(table(steps));
  mkdirSync(RESULTS, { recursive: true });
  const file = join(RESULTS, `bulk-${new Date().toISOString().replaceAll(':', '-')}.json`);
  writeFileSync(file, JSON.stringify({ sizes, environment: environment(), steps }, null, 2));
  console.log(`\nAll of it is in ${file}.`);
}

/** A table in Markdown. */
function table(steps: readonly Step[]): string {
  const columns = ['', 'store', 'seconds', 'CPU s', 'statements', 'peak MB', 'longest hold ms', 'load'];
  const rows = steps.map((step) => [
    step.name,
    step.store,
    step.seconds.toFixed(2),
    step.cpuSeconds.toFixed(2),
    step.statements,
    step.peakMegabytes.toFixed(0),
    step.longestHoldMs.toFixed(0),
    step.load.toFixed(1),
  ]);
  return [columns, columns.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

const folder = mkdtempSync(join(tmpdir(), 'gateway-bench-'));
void main(folder).finally(() => rmSync(folder, { recursive: true, force: true }));
