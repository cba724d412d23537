import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';

import { freePort } from '../../../../test/support/free-port';

const DEBIAN = '/usr/lib/postgresql';
/** As much as MariaDB has for the same tables. */
const SETTINGS = ['shared_buffers=4GB', 'work_mem=64MB', 'max_wal_size=4GB', 'fsync=off', 'jit=off'];
const PATIENCE_MS = 60_000;

/** Where Debian keeps the newest PostgreSQL that is installed; null where there is none. */
export function postgresPrograms(): string | null {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  return versions.map((version) => join(DEBIAN, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb'))) ?? null;
}

/** A PostgreSQL server with data of its own, on loopback only. */
export class PrivatePostgres {
  private constructor(
    private readonly bin: string,
    private readonly folder: string,
    private readonly server: ChildProcess,
    readonly url: string,
  ) {
    process.once('exit', () => this.remove());
  }

  static async start(bin: string): Promise<PrivatePostgres> {
    const folder = mkdtempSync(join(tmpdir(), 'gateway-postgres-'));
    const user = unprivileged();
    if (user) chownSync(folder, user.uid, user.gid);
    const data = join(folder, 'data');
    const options = { ...user, cwd: folder };
    execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'bench', '-A', 'trust', '--no-sync', '-E', 'UTF8'], {
      ...options,
      stdio: 'ignore',
    });
    const port = await freePort();
    const settings = SETTINGS.flatMap((setting) => ['-c', setting]);
    const server = spawn(
      join(bin, 'postgres'),
      ['-D', data, '-k', folder, '-h', '127.0.0.1', '-p', String(port), ...settings],
      { ...options, stdio: 'ignore' },
    );
    const made = new PrivatePostgres(bin, folder, server, `postgres://bench@127.0.0.1:${port}/postgres`);
    await made.ready();
    return made;
  }

  async run(sql: string): Promise<void> {
    await this.psql(['-c', sql]);
  }

  /** Fills a table from rows in the server's text format. */
  async copy(table: string, rows: Readable): Promise<void> {
    await this.psql(['-c', `COPY ${table} FROM STDIN`], rows);
  }

  async stop(): Promise<void> {
    const exit = once(this.server, 'exit');
    this.server.kill('SIGINT');
    await exit;
    this.remove();
  }

  private async ready(): Promise<void> {
    for (const start = Date.now(); ; await delay(100)) {
      try {
        return await this.run('SELECT 1');
      } catch (error) {
        if (Date.now() - start > PATIENCE_MS || this.server.exitCode !== null) throw error;
      }
    }
  }

  private async psql(args: readonly string[], input?: Readable): Promise<void> {
    const psql = spawn(join(this.bin, 'psql'), ['-q', '-v', 'ON_ERROR_STOP=1', '-d', this.url, ...args], {
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    let said = '';
    psql.stderr.on('data', (chunk) => (said += String(chunk)));
    const exit = once(psql, 'exit');
    if (input) await pipeline(input, psql.stdin);
    else psql.stdin.end();
    const [code] = (await exit) as [number];
    if (code !== 0) throw new Error(`PostgreSQL refused: ${said}`);
  }

  private remove(): void {
    this.server.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Whom the server runs as, where this process is root, which it refuses. */
function unprivileged(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const id = (which: string) => Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}
