import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';

import Database from 'better-sqlite3';

/** What was measured, and on what. */
export function environment() {
  const sqlite = new Database(':memory:').prepare('SELECT sqlite_version()').pluck().get() as string;
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: Record<string, string> };
  const said = (program: string, ...args: string[]) => execFileSync(program, args, { encoding: 'utf8' }).trim();
  return {
    commit: said('git', 'describe', '--always', '--dirty'),
    cpu: `${cpus().length} × ${cpus()[0]!.model}`,
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    ldapts: dependencies.ldapts,
    slapd: /slapd ([\d.]+)/.exec(said('sh', '-c', 'slapd -VV 2>&1 || true'))?.[1] ?? '',
    sqlite,
    mariadb: said('mariadbd', '--version'),
  };
}
