import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

import { freePort } from './free-port';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A MariaDB server for one test run: its own data, on loopback only, gone with the process that started it. */
export class PrivateMariadb {
  private constructor(
    private readonly server: ChildProcess,
    private readonly folder: string,
    readonly url: string,
  ) {}

  static async start(mariadbd: string): Promise<PrivateMariadb> {
    const folder = mkdtempSync(join(tmpdir(), 'gateway-mariadb-'));
    const common = [
      '--no-defaults',
      `--datadir=${join(folder, 'data')}`,
      // A server that starts clears the temporary tables out of its folder, another server's too.
      `--tmpdir=${folder}`,
      ...(process.getuid?.() === 0 ? ['--user=root'] : []),
    ];
    await promisify(execFile)('mariadb-install-db', [
      ...common,
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
    ]);
    const port = await freePort();
    const server = spawn(
      mariadbd,
      [
        ...common,
        '--bind-address=127.0.0.1',
        `--port=${port}`,
        `--socket=${join(folder, 'socket')}`,
        `--pid-file=${join(folder, 'pid')}`,
        '--skip-log-bin',
        '--innodb-flush-log-at-trx-commit=2',
        '--innodb-doublewrite=0',
        '--performance-schema=off',
      ],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    const started = new PrivateMariadb(server, folder, `mariadb://root@127.0.0.1:${port}/`);
    process.once('exit', () => started.kill());
    for (const signal of SIGNALS) process.once(signal, () => process.exit(1));
    await ready(server);
    return started;
  }

  async stop(): Promise<void> {
    const exit = once(this.server, 'exit');
    this.server.kill('SIGTERM');
    await exit;
    rmSync(this.folder, { recursive: true });
  }

  private kill(): void {
    this.server.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function ready(server: ChildProcess): Promise<void> {
  const log: string[] = [];
  for await (const line of createInterface({ input: server.stderr! })) {
    log.push(line);
    if (line.includes('ready for connections')) {
      server.stderr!.resume();
      return;
    }
  }
  throw new Error(`The private MariaDB server didn't start:\n${log.join('\n')}`);
}
