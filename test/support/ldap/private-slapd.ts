import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Client } from 'ldapts';

import { afterUse } from '../clean-up';
import { freePort } from '../free-port';
import type { Certificates } from './certificates';
import { untilItListens } from './until-it-listens';

declare global {
  /** Set by the jest projects where there is one. */
  var slapd: string;
}

export interface SlapdOptions {
  /** Lines of the configuration before the databases: schemas, limits. */
  global: string[];
  /** The databases by their suffixes, the lower before what they stand below, each with the LDIF that it starts from. */
  databases: Record<string, string>;
  /** Lines that every database has. */
  each?: string[];
  tls?: Certificates;
  /** Entries of the root DSE. */
  rootDse?: string;
}

/** A slapd with folders and ports of its own, on loopback; it ends with the test or file that makes it. */
export class PrivateSlapd {
  static readonly account = { user: 'cn=manager', password: 'manage' };
  private server: ChildProcess | undefined;

  private constructor(
    private readonly folder: string,
    private readonly port: number,
    private readonly securePort: number,
  ) {}

  static async start({ global, databases, each = [], tls, rootDse }: SlapdOptions): Promise<PrivateSlapd> {
    const folder = mkdtempSync(join(tmpdir(), 'gateway-slapd-'));
    const started = new PrivateSlapd(folder, await freePort(), await freePort());
    afterUse(async () => {
      await started.stop();
      rmSync(folder, { recursive: true });
    });
    const file = (name: string, text: string): string => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    const { user, password } = PrivateSlapd.account;
    const sections = Object.keys(databases).map((suffix, i) => {
      mkdirSync(join(folder, `data${i}`));
      return [
        'database mdb',
        `suffix "${suffix}"`,
        `directory ${join(folder, `data${i}`)}`,
        'dbnosync',
        `rootdn "${user},${suffix}"`,
        `rootpw ${password}`,
        ...each,
      ].join('\n');
    });
    const settings = [
      'modulepath /usr/lib/ldap',
      'moduleload back_mdb',
      `pidfile ${join(folder, 'pid')}`,
      ...(tls ? [`TLSCertificateFile ${tls.certificate}`, `TLSCertificateKeyFile ${tls.key}`] : []),
      ...global,
      ...(rootDse ? [`rootDSE ${file('root.ldif', rootDse)}`] : []),
      ...sections,
    ];
    const configuration = file('slapd.conf', `${settings.join('\n')}\n`);
    Object.entries(databases).forEach(([suffix, ldif], i) => {
      execFileSync(slapd, ['-T', 'add', '-q', '-f', configuration, '-b', suffix, '-l', file(`data${i}.ldif`, ldif)], {
        stdio: ['ignore', 'ignore', 'inherit'],
      });
    });
    await started.run();
    return started;
  }

  /** Starts it again where it was. */
  async run(): Promise<void> {
    const urls = `${this.url} ${this.secureUrl}`;
    const server = spawn(slapd, ['-f', join(this.folder, 'slapd.conf'), '-h', urls, '-d', '0'], { stdio: 'ignore' });
    this.server = server;
    const kill = () => server.kill('SIGKILL');
    process.once('exit', kill);
    server.once('exit', () => process.off('exit', kill));
    await untilItListens(server, '127.0.0.1', this.port);
  }

  async stop(): Promise<void> {
    if (this.server?.exitCode !== null || this.server.signalCode !== null) return;
    const exit = once(this.server, 'exit');
    this.server.kill('SIGTERM');
    await exit;
  }

  get url(): string {
    return `ldap://127.0.0.1:${this.port}`;
  }

  get secureUrl(): string {
    return `ldaps://127.0.0.1:${this.securePort}`;
  }

  /** Has the manager of a database change things in it. */
  async change(suffix: string, work: (client: Client) => Promise<unknown>): Promise<void> {
    const client = new Client({ url: this.url });
    try {
      await client.bind(`${PrivateSlapd.account.user},${suffix}`, PrivateSlapd.account.password);
      await work(client);
    } finally {
      await client.unbind();
    }
  }
}
