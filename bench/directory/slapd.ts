import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { Client } from 'ldapts';

import { freePort } from '../../test/support/free-port';
import { untilItListens } from '../../test/support/ldap/until-it-listens';
import { inPieces } from '../model/ldif-file';
import { BASE } from '../model/organisation';

const SCHEMA = join(process.cwd(), 'test/support/ldap/active-directory.schema');
const MANAGER = `cn=manager,${BASE}`;
const PASSWORD = 'manage';

/** A slapd of its own on loopback, for a large directory. */
export class Slapd {
  static readonly account = { user: MANAGER, password: PASSWORD };

  private constructor(
    private readonly folder: string,
    private readonly server: ChildProcess,
    readonly url: string,
  ) {}

  /** Loads it offline and starts it. */
  static async start(ldif: Iterable<string>): Promise<Slapd> {
    const folder = mkdtempSync(join(tmpdir(), 'bench-slapd-'));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    mkdirSync(join(folder, 'data'));
    const configuration = join(folder, 'slapd.conf');
    writeFileSync(configuration, settings(folder));
    await load(configuration, ldif);
    const port = await freePort();
    const url = `ldap://127.0.0.1:${port}`;
    const server = spawn('slapd', ['-f', configuration, '-h', url, '-d', '0'], { stdio: 'ignore' });
    process.once('exit', () => server.kill('SIGKILL'));
    await untilItListens(server, '127.0.0.1', port);
    return new Slapd(folder, server, url);
  }

  async change(work: (client: Client) => Promise<void>): Promise<void> {
    const client = new Client({ url: this.url });
    await client.bind(MANAGER, PASSWORD);
    await work(client);
    await client.unbind();
  }

  async stop(): Promise<void> {
    const exit = once(this.server, 'exit');
    this.server.kill('SIGTERM');
    await exit;
    rmSync(this.folder, { recursive: true });
  }
}

function settings(folder: string): string {
  return `modulepath /usr/lib/ldap
moduleload back_mdb
moduleload syncprov
include ${SCHEMA}
pidfile ${join(folder, 'pid')}
sizelimit unlimited
# A change of a group with thousands of members takes seconds otherwise.
sortvals member
database mdb
suffix "${BASE}"
directory ${join(folder, 'data')}
maxsize ${16 * 2 ** 30}
dbnosync
rootdn "${MANAGER}"
rootpw ${PASSWORD}
index member eq
overlay syncprov
`;
}

async function load(configuration: string, ldif: Iterable<string>): Promise<void> {
  const loader = spawn('slapadd', ['-q', '-f', configuration, '-b', BASE], { stdio: ['pipe', 'ignore', 'inherit'] });
  const exit = once(loader, 'exit');
  await pipeline(Readable.from(inPieces(ldif)), loader.stdin);
  const [code] = (await exit) as [number];
  if (code !== 0) throw new Error(`slapadd ended with ${code}.`);
}
