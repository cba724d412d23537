import type { Model } from '../model/model';
import { Random } from '../random';
import { type Arrival, arrivals } from './arrivals';
import { GatewayArm } from './arms/gateway.arm';
import { IndexArm } from './arms/index.arm';
import { RawMariadbArm } from './arms/raw-mariadb.arm';
import { RawSqliteArm } from './arms/raw-sqlite.arm';
import { changeRounds } from './changes';
import type { Page } from './arm';
import type { Closure } from './competitors/closure/closures';
import { type Competitors, openCompetitors } from './competitors/competitors';
import { DirectoryWriter } from './directory-writer';
import { GatewayProcess } from './gateway-process';
import { Oracle } from './oracle';
import { pageRounds } from './page-rounds';
import { Pages, WILDCARD } from './pages';
import type { ProbeReport } from './probe';
import { questionRounds } from './question-rounds';
import { QUESTIONS } from './questions';
import { type Rebuild, replaceGroup } from './replaced-group';
import type { Summary } from './samples';
import { starts } from './start';
import type { Started } from './start.process';
import type { StoredModel } from './stored-model';

/** Durations by what is compared. */
export type ByArm = Record<string, Summary>;

export interface Measurements {
  pages: Record<'typical' | 'heavy' | 'wildcard', ByArm>;
  questions: Record<string, ByArm>;
  changes: Record<string, ByArm>;
  arrivals: Record<'user' | 'group', Arrival>;
  rebuild: Rebuild;
  start: Record<keyof Started, Summary>;
  /** From the start of the process until it serves, in milliseconds. */
  gatewayStart: number;
  /** Of the gateway on MariaDB when it has answered all questions, before anything was changed. */
  memory: ProbeReport;
  /** The tables that they took, and how long it was to fill them. */
  closures: Closure[];
  leftOut: string[];
}

/** How often what is done. */
export interface Effort {
  pages: number;
  questions: number;
  changes: number;
  arrivals: number;
  starts: number;
  /** Whether what users would pick instead is measured too. */
  competitors: boolean;
}

export const GATEWAY = { mariadb: 'gateway over HTTP, MariaDB', sqlite: 'gateway over HTTP, SQLite' };

const NO_COMPETITORS: Competitors = { arms: [], slowArms: [], upkeeps: [], closures: [], leftOut: [] };

/**
 * Measures on one organisation in two stores.
 *
 * @throws Error where anybody answers wrongly
 */
export async function measure(
  model: Model,
  { mariadb, sqlite }: Record<'mariadb' | 'sqlite', StoredModel>,
  seed: number,
  effort: Effort,
): Promise<Measurements> {
  const oracle = new Oracle(model, mariadb);
  const random = new Random(seed + 1);
  const pages = new Pages(mariadb.roomsInOrder, random);
  const start = await starts(mariadb.databaseUrl, effort.starts);
  const [onMariadb, onSqlite] = [
    await GatewayArm.open(GATEWAY.mariadb, await GatewayProcess.start(mariadb.databaseUrl, mariadb.token)),
    await GatewayArm.open(GATEWAY.sqlite, await GatewayProcess.start(sqlite.databaseUrl, sqlite.token)),
  ];
  const gateways = [onMariadb, onSqlite];
  const index = await IndexArm.open(mariadb.databaseUrl);
  const competitors = effort.competitors
    ? await openCompetitors({ mariadb: mariadb.databaseUrl, sqlite: sqlite.databaseUrl })
    : NO_COMPETITORS;
  const arms = [
    await RawMariadbArm.open(mariadb.databaseUrl, oracle),
    new RawSqliteArm(sqlite.databaseUrl, oracle),
    index,
    ...gateways,
    ...competitors.arms,
  ];
  const ofPages = (name: string, draw: () => Page, asked = arms) => {
    tell(name);
    return pageRounds(asked, oracle, draw, effort.pages);
  };
  const byPage = {
    typical: await ofPages('typical pages', () => pages.typical(), [...arms, ...competitors.slowArms]),
    heavy: await ofPages('heavy pages', () => pages.heavy()),
    wildcard: await ofPages('pages with a wildcard', () => pages.typical(WILDCARD)),
  };
  const questions: Record<string, ByArm> = {};
  for (const question of QUESTIONS) {
    tell(question.name);
    questions[question.name] = await questionRounds(question, gateways, oracle, random, effort.questions);
  }
  const memory = await onMariadb.gateway.probe();
  tell('changes');
  const changes = await changeRounds(gateways, oracle, random, effort.changes);
  tell('changes of the directory');
  const writer = await DirectoryWriter.open(mariadb.databaseUrl);
  const followers = { writer, gateway: onMariadb, index, upkeeps: competitors.upkeeps };
  const arrived = {
    user: await arrivals('user', followers, oracle, random, effort.arrivals),
    group: await arrivals('group', followers, oracle, random, effort.arrivals),
  };
  const rebuild = await replaceGroup(writer, onMariadb, oracle, random);
  await writer.close();
  for (const closed of [...arms, ...competitors.slowArms, ...competitors.upkeeps]) await closed.close();
  return {
    pages: byPage,
    questions,
    changes,
    arrivals: arrived,
    rebuild,
    start,
    gatewayStart: onMariadb.gateway.startMs,
    memory,
    closures: competitors.closures,
    leftOut: competitors.leftOut,
  };
}

function tell(what: string): void {
  process.stderr.write(`${what} …\n`);
}
