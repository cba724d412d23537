import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Client } from 'ldapts';

import { afterUse } from '../clean-up';
import { type Certificates, certificatesFor } from './certificates';
import { untilItListens } from './until-it-listens';

/** The ports of a domain controller can't be chosen, so each process of jest has one at an address of its own on loopback. */
const ADDRESS = `127.0.0.${88 + Number(process.env.JEST_WORKER_ID ?? 1)}`;
const SECURE_PORT = 636;

/** Samba as the domain controller of example.test, on loopback; it ends with the test or file that makes it. It takes root. */
export class PrivateSamba {
  static readonly account = { user: 'administrator@example.test', password: 'Passw0rd!x' };
  static readonly base = 'DC=example,DC=test';
  readonly url = `ldap://${ADDRESS}`;
  readonly secureUrl = `ldaps://${ADDRESS}`;

  private constructor(readonly certificates: Certificates) {}

  static async start(): Promise<PrivateSamba> {
    const certificates = certificatesFor(`IP:${ADDRESS}`);
    const folder = mkdtempSync(join(tmpdir(), 'gateway-samba-'));
    afterUse(async () => rmSync(folder, { recursive: true }));
    mkdirSync(join(folder, 'run'));
    provision(folder, certificates);
    const options = ['-s', join(folder, 'etc/smb.conf'), '-F', '-M', 'single', '--no-process-group', '--debug-stdout'];
    const server = spawn('samba', options, { stdio: 'ignore' });
    process.once('exit', () => server.kill('SIGKILL'));
    afterUse(async () => {
      const exit = once(server, 'exit');
      if (server.kill('SIGTERM')) await exit;
    });
    await untilItListens(server, ADDRESS, SECURE_PORT);
    return new PrivateSamba(certificates);
  }

  /** Has the administrator change things in the domain, or ask for some. */
  async change<T>(work: (client: Client) => Promise<T>): Promise<T> {
    const client = new Client({ url: this.secureUrl, tlsOptions: { ca: this.certificates.pem } });
    try {
      await client.bind(PrivateSamba.account.user, PrivateSamba.account.password);
      return await work(client);
    } finally {
      await client.unbind();
    }
  }
}

function provision(folder: string, { key, certificate }: Certificates): void {
  const options = {
    'bind interfaces only': 'yes',
    interfaces: `${ADDRESS}/8`,
    'server services': 'ldap, rpc',
    'posix:eadb': join(folder, 'private/eadb.tdb'),
    'log file': join(folder, 'log'),
    'pid directory': join(folder, 'run'),
    'ncalrpc dir': join(folder, 'run/ncalrpc'),
    'winbindd socket directory': join(folder, 'run/winbindd'),
    'ntp signd socket directory': join(folder, 'run/ntp'),
    'tls keyfile': key,
    'tls certfile': certificate,
    'tls cafile': certificate,
  };
  const domain = [
    '--realm=EXAMPLE.TEST',
    '--domain=EXAMPLE',
    '--server-role=dc',
    '--dns-backend=NONE',
    '--host-name=dc1',
  ];
  execFileSync(
    'samba-tool',
    [
      'domain',
      'provision',
      `--targetdir=${folder}`,
      ...domain,
      `--host-ip=${ADDRESS}`,
      `--adminpass=${PrivateSamba.account.password}`,
      ...Object.entries(options).map(([name, value]) => `--option=${name}=${value}`),
    ],
    { stdio: 'ignore' },
  );
}
