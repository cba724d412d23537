import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

import { makeFolderInMemory } from './folder-in-memory';
import { freePort } from './free-port';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A MariaDB server for one test run: its own data, on loopback only, gone with the process that started it. */
export class PrivateMariadb {
  private server: ChildProcess | undefined;

  private constructor(
    private readonly mariadbd: string,
    private readonly folder: string,
    readonly port: number,
  ) {
    process.once('exit', () => this.remove());
    for (const signal of SIGNALS) process.once(signal, () => process.exit(1));
  }

  /** Starts one with fresh data. */
  static async start(mariadbd: string, settings: readonly string[] = ['--skip-log-bin']): Promise<PrivateMariadb> {
    const made = new PrivateMariadb(mariadbd, makeFolderInMemory('gateway-mariadb-'), await freePort());
    await promisify(execFile)('mariadb-install-db', [
      ...made.common,
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
    ]);
    await made.run(settings);
    return made;
  }

  get url(): string {
    return `mariadb://root@127.0.0.1:${this.port}/`;
  }

  /** Runs the server on the data that it has. */
  async run(settings: readonly string[]): Promise<void> {
    this.server = spawn(
      this.mariadbd,
      [
        ...this.common,
        '--bind-address=127.0.0.1',
        `--port=${this.port}`,
        `--socket=${join(this.folder, 'socket')}`,
        `--pid-file=${join(this.folder, 'pid')}`,
        '--innodb-flush-log-at-trx-commit=2',
        '--innodb-doublewrite=0',
        '--performance-schema=off',
        '--max-connections=500',
        ...settings,
      ],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    await ready(this.server);
  }

  /** Has the process end at once, and waits for that; the data stay. */
  async kill(): Promise<void> {
    if (this.server!.signalCode) return;
    const exit = once(this.server!, 'exit');
    this.server!.kill('SIGKILL');
    await exit;
  }

  /** Has the process do nothing at all, but live. */
  halt(): void {
    this.server!.kill('SIGSTOP');
  }

  async stop(): Promise<void> {
    const exit = once(this.server!, 'exit');
    this.server!.kill('SIGTERM');
    await exit;
    rmSync(this.folder, { recursive: true });
  }

  /** Has the process end at once, and its data go. */
  remove(): void {
    this.server?.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }

  private get common(): string[] {
    return [
      '--no-defaults',
      `--datadir=${join(this.folder, 'data')}`,
      // A server that starts clears the temporary tables out of its folder, another server's too.
      `--tmpdir=${this.folder}`,
      ...(process.getuid?.() === 0 ? ['--user=root'] : []),
    ];
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
