import 'reflect-metadata';

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { parseArgs } from 'node:util';

import { openMariadb } from '../mariadb';
import { generateModel } from '../model/model';
import { MOST_ENTRIES, type Sizes, sizesFor, SMALL_USERS, STANDARD } from '../model/sizes';
import { Random } from '../random';
import { GatewayArm } from './arms/gateway.arm';
import { IndexArm } from './arms/index.arm';
import { RawMariadbArm } from './arms/raw-mariadb.arm';
import { RawSqliteArm } from './arms/raw-sqlite.arm';
import { GatewayProcess } from './gateway-process';
import { Oracle } from './oracle';
import { pageRounds } from './page-rounds';
import { Pages, WILDCARD } from './pages';
import { questionRounds } from './question-rounds';
import { QUESTIONS } from './questions';
import { requireAlike, storedModel } from './stored-model';

const { values: flags } = parseArgs({
  options: {
    small: { type: 'boolean', default: false },
    max: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
  },
});

function sizes(): Sizes {
  if (flags.small) return sizesFor(SMALL_USERS);
  return flags.max ? { ...STANDARD, entries: MOST_ENTRIES } : STANDARD;
}

async function main(folder: string): Promise<void> {
  const rounds = flags.small ? 50 : 300;
  const model = await generateModel(sizes(), Number(flags.seed), folder);
  const server = await openMariadb();
  const mariadb = await storedModel(server.url, model);
  const sqlite = await storedModel(`sqlite:${join(folder, 'gateway.sqlite')}`, model);
  requireAlike(mariadb, sqlite);
  console.error(mariadb.loadSeconds, sqlite.loadSeconds);
  const oracle = new Oracle(model, mariadb);
  const random = new Random(Number(flags.seed) + 1);
  const gateways = [
    await GatewayArm.open('gateway, MariaDB', await GatewayProcess.start(mariadb.databaseUrl, mariadb.token)),
    await GatewayArm.open('gateway, SQLite', await GatewayProcess.start(sqlite.databaseUrl, sqlite.token)),
  ];
  const arms = [
    await RawMariadbArm.open(mariadb.databaseUrl, oracle),
    new RawSqliteArm(sqlite.databaseUrl, oracle),
    await IndexArm.open(mariadb.databaseUrl),
    ...gateways,
  ];
  const pages = new Pages(mariadb.roomsInOrder, random);
  console.log('typical', await pageRounds(arms, oracle, () => pages.typical(), rounds));
  console.log('heavy', await pageRounds(arms, oracle, () => pages.heavy(), rounds));
  console.log('wildcard', await pageRounds(arms, oracle, () => pages.typical(WILDCARD), rounds));
  for (const question of QUESTIONS) {
    console.log(question.name, await questionRounds(question, gateways, oracle, random, rounds));
  }
  for (const arm of arms) await arm.close();
  await server.stop();
}

// Debian keeps servers where an ordinary user's PATH doesn't look.
process.env.PATH = [process.env.PATH, '/usr/sbin'].join(delimiter);
const folder = mkdtempSync(join(tmpdir(), 'bench-capacity-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
void main(folder).catch((error: unknown) => {
  process.stderr.write(`${(error as Error).stack}\n`);
  process.exit(1);
});
