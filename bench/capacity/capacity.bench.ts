import 'reflect-metadata';

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { parseArgs } from 'node:util';

import { environment } from '../environment';
import { ForeignLoad } from '../machine';
import { openMariadb } from '../mariadb';
import { generateModel } from '../model/model';
import { MOST_ENTRIES, type Sizes, sizesFor, SMALL_USERS, STANDARD } from '../model/sizes';
import { type Effort, measure } from './measure';
import { writePerformancePage } from './performance-page';
import { arrivalsTable, limitsTable, othersTable, pagesTable, questionsTable } from './report';
import { keepResults, type Kind, type Result } from './result';
import { requireAlike, storedModel } from './stored-model';
import { trendTable } from './trend-table';

const TREND = [10_000, 50_000, 150_000, 500_000];
const WHOLE: Effort = { pages: 300, questions: 200, changes: 5, arrivals: 50, starts: 3, competitors: true };
const QUICK: Effort = { pages: 50, questions: 20, changes: 2, arrivals: 10, starts: 1, competitors: true };
const FOR_TREND: Effort = { pages: 100, questions: 40, changes: 1, arrivals: 20, starts: 3, competitors: false };

const { values: flags } = parseArgs({
  options: {
    small: { type: 'boolean', default: false },
    max: { type: 'boolean', default: false },
    trend: { type: 'boolean', default: false },
    users: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
});
const seed = Number(flags.seed);

async function main(): Promise<void> {
  if (flags.trend) {
    const results: Result[] = [];
    for (const users of TREND) {
      results.push(await run('trend', sizesFor(users), FOR_TREND));
      keepResults('trend', results);
    }
    process.stdout.write(trendTable(results));
    return;
  }
  const [kind, sizes] = chosen();
  const result = await run(kind, sizes, kind === 'small' ? QUICK : WHOLE);
  const { measured } = result;
  const tables = [limitsTable, pagesTable, questionsTable, arrivalsTable].map((tableOf) => tableOf(measured));
  process.stdout.write([...tables, othersTable(result)].join('\n'));
  process.stdout.write(`\nAll of it is in ${keepResults(kind, [result])}.\n`);
  if (kind === 'standard') writePerformancePage();
}

function chosen(): [Kind, Sizes] {
  if (flags.users) return ['small', sizesFor(Number(flags.users))];
  if (flags.small) return ['small', sizesFor(SMALL_USERS)];
  return flags.max ? ['max', { ...STANDARD, entries: MOST_ENTRIES }] : ['standard', STANDARD];
}

async function run(kind: Kind, sizes: Sizes, effort: Effort): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-capacity-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  process.stderr.write(`an organisation of ${sizes.users} users …\n`);
  const foreign = new ForeignLoad();
  const model = await generateModel(sizes, seed, folder);
  const server = await openMariadb();
  const mariadb = await storedModel(server.url, model);
  const sqlite = await storedModel(`sqlite:${join(folder, 'gateway.sqlite')}`, model);
  requireAlike(mariadb, sqlite);
  const measured = await measure(model, { mariadb, sqlite }, seed, effort);
  const machine = foreign.end();
  await server.stop();
  remove();
  process.off('exit', remove);
  const load = { mariadb: mariadb.loadSeconds, sqlite: sqlite.loadSeconds };
  return { kind, at: new Date().toISOString(), seed, sizes, environment: environment(), machine, load, measured };
}

// Debian keeps servers where an ordinary user's PATH doesn't look.
process.env.PATH = [process.env.PATH, '/usr/sbin'].join(delimiter);
void main().catch((error: unknown) => {
  process.stderr.write(`${(error as Error).stack}\n`);
  process.exit(1);
});
