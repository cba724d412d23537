import 'reflect-metadata';

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { parseArgs } from 'node:util';

import { openStore } from '../../src/database/open-store';
import type { DirectoryFigures } from '../../src/directory/sync/directory-difference';
import { changeSome } from './changes';
import { writeDirectoryFile } from './directory-file';
import { environment } from '../environment';
import { applyChanges } from './ldap-changes';
import { ldifOf } from '../model/ldif';
import { openMariadb } from '../mariadb';
import { organisationOf, type Sizes } from '../model/organisation';
import type { PlainRead } from './plain-read';
import { Random } from '../random';
import { report, type Step, verify } from './report';
import { run } from './run';
import { Slapd } from './slapd';
import type { Synced } from './sync';

const RESULTS = 'bench/results';
const FULL: Sizes = { users: 150_000, groups: 12_000, units: 2_000, memberships: 2_500_000 };
const SMALL_USERS = 5_000;
const NOTHING: DirectoryFigures = {
  added: 0,
  changed: 0,
  moved: 0,
  missing: 0,
  returned: 0,
  membershipsAdded: 0,
  membershipsRemoved: 0,
};

const number = { type: 'string' } as const;
const { values: flags } = parseArgs({
  options: {
    small: { type: 'boolean', default: false },
    users: number,
    groups: number,
    units: number,
    memberships: number,
    seed: { ...number, default: '1' },
  },
});

function sizes(): Sizes {
  const users = Number(flags.users ?? (flags.small ? SMALL_USERS : FULL.users));
  const inProportion = (size: keyof Sizes) => Number(flags[size] ?? Math.round((FULL[size] * users) / FULL.users));
  return {
    users,
    groups: inProportion('groups'),
    units: inProportion('units'),
    memberships: inProportion('memberships'),
  };
}

async function main(folder: string): Promise<void> {
  const random = new Random(Number(flags.seed));
  const organisation = organisationOf(sizes(), random);
  const slapd = await Slapd.start(ldifOf(organisation));
  const mariadb = await openMariadb();
  const stores = { SQLite: `sqlite:${join(folder, 'gateway.sqlite')}`, MariaDB: mariadb.url };
  const directoryFile = join(folder, 'directory.json');
  writeDirectoryFile(directoryFile, slapd.url);

  const reads: Step<PlainRead>[] = [];
  const syncs: Step<Synced>[] = [];
  const read = async () => {
    const step = { ...(await run<PlainRead>(folder, 'plain-read', directoryFile)), name: 'plain read', store: '' };
    reads.push(step);
    log(step);
  };
  const sync = async (name: string, extent: 'whole' | 'changed', expected?: DirectoryFigures) => {
    for (const [store, url] of Object.entries(stores)) {
      const step = { ...(await run<Synced>(folder, 'sync', directoryFile, url, extent)), name, store };
      syncs.push(step);
      log(step);
      if (expected) verify(`${name} on ${store}`, step.found, expected);
    }
  };
  const change = async (share: number) => {
    const changes = changeSome(organisation, share, random);
    await slapd.change((client) => applyChanges(client, changes));
    return changes.figures;
  };

  for (const url of Object.values(stores)) await (await openStore(url, { migrate: true })).close();
  await read();
  await sync('first', 'whole', firstFigures());
  await sync('unchanged, all of it read', 'whole', NOTHING);
  await sync('unchanged, asked for what changed', 'changed', NOTHING);
  await read();
  await sync('0.01 % changed, asked for what changed', 'changed', await change(0.0001));
  await sync('1 % changed, all of it read', 'whole', await change(0.01));
  await read();
  await mariadb.stop();
  await slapd.stop();

  const about = { ...environment(), sizes: sizes(), seed: Number(flags.seed) };
  process.stdout.write(`\n${report(reads, syncs)}`);
  mkdirSync(RESULTS, { recursive: true });
  const file = join(RESULTS, `directory-${new Date().toISOString().replaceAll(':', '-')}.json`);
  writeFileSync(file, JSON.stringify({ ...about, reads, syncs }, null, 2));
  process.stdout.write(`\n${JSON.stringify(about)}\n${file}\n`);
}

function firstFigures(): DirectoryFigures {
  const { users, groups, units, memberships } = sizes();
  return { ...NOTHING, added: 1 + units + users + groups, membershipsAdded: memberships + users };
}

function log({ name, store, seconds, cpuSeconds }: Step<unknown>): void {
  process.stderr.write(`${name} ${store}: ${seconds.toFixed(1)} s, ${cpuSeconds.toFixed(1)} s of CPU\n`);
}

// Debian keeps servers where an ordinary user's PATH doesn't look.
process.env.PATH = [process.env.PATH, '/usr/sbin'].join(delimiter);
const folder = mkdtempSync(join(tmpdir(), 'bench-directory-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
void main(folder).catch((error: unknown) => {
  process.stderr.write(`${(error as Error).stack}\n`);
  process.exit(1);
});
