import 'reflect-metadata';

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { environment } from '../environment';
import { openMariadb } from '../mariadb';
import { generateModel } from '../model/model';
import { SHARE_OF_VISITORS, VISITORS } from '../model/organisation';
import { NO_CHAT } from '../model/pool-rows';
import { sizesFor, SMALL_USERS, STANDARD } from '../model/sizes';
import { storeModel } from '../model/store-model';
import type { Change, Changed } from './change';

const RESULTS = 'bench/results';
const GRANT = { where: { reachedBy: VISITORS, kind: { eq: 'USER' } }, policy: NO_CHAT };
const IMPACT = 'impact { gained { totalCount pairCount } lost { totalCount pairCount } }';

const { values: flags } = parseArgs({ options: { small: { type: 'boolean', default: false } } });
const sizes = flags.small ? sizesFor(SMALL_USERS) : STANDARD;
const visitors = Math.round(sizes.users * SHARE_OF_VISITORS);

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
  ['grant a policy to a group', visitors, { mutation: 'grantPolicies', input: GRANT, shown: '' }],
  [
    'take it away again, planned',
    visitors,
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
  const model = await generateModel(sizes, 1, folder);
  const mariadb = await openMariadb();
  const steps: Step[] = [];
  for (const [store, url] of Object.entries({
    SQLite: `sqlite:${join(folder, 'gateway.sqlite')}`,
    MariaDB: mariadb.url,
  })) {
    await storeModel(url, model);
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
