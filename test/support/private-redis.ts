import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

import { createClient } from '@redis/client';

import { afterUse } from './clean-up';
import { freePort } from './free-port';
import { untilItListens } from './ldap/until-it-listens';

declare global {
  /** Set by the jest projects where there is one. */
  var redisServer: string;
}

/** A Redis that keeps nothing, on a port of its own on loopback; it ends with the test or file that makes it. */
export class PrivateRedis {
  private server: ChildProcess | undefined;

  private constructor(private readonly port: number) {}

  /** One that isn't running yet. */
  static async make(): Promise<PrivateRedis> {
    const made = new PrivateRedis(await freePort());
    afterUse(() => made.stop());
    return made;
  }

  static async start(): Promise<PrivateRedis> {
    const started = await PrivateRedis.make();
    await started.run();
    return started;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Starts it, or starts it again where it was. */
  async run(): Promise<void> {
    const settings = ['--bind', '127.0.0.1', '--port', String(this.port), '--save', '', '--appendonly', 'no'];
    const server = spawn(redisServer, settings, { stdio: 'ignore' });
    this.server = server;
    const kill = () => server.kill('SIGKILL');
    process.once('exit', kill);
    server.once('exit', () => process.off('exit', kill));
    await untilItListens(server, '127.0.0.1', this.port);
  }

  async stop(): Promise<void> {
    if (this.server?.exitCode !== null || this.server.signalCode !== null) return;
    const exit = once(this.server, 'exit');
    this.server.kill('SIGKILL');
    await exit;
  }

  /** How many clients listen, channel by channel. */
  async listeners(): Promise<Record<string, number>> {
    const client = await createClient({ url: this.url }).connect();
    try {
      return await client.pubSubNumSub(await client.pubSubChannels());
    } finally {
      client.destroy();
    }
  }

  /** All that is published from now on, as it comes. */
  async published(): Promise<{ channel: string; message: string }[]> {
    const client = createClient({ url: this.url });
    client.on('error', () => undefined);
    await client.connect();
    afterUse(async () => client.destroy());
    const seen: { channel: string; message: string }[] = [];
    await client.pSubscribe('*', (message, channel) => seen.push({ channel, message }));
    return seen;
  }
}
