import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';

import { killWithThisProcess } from '../kill-with-this-process';
import type { ProbeReport } from './probe';

/** The gateway as a user starts it, which is asked over one connection that is kept. */
export class GatewayProcess {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });

  private constructor(
    private readonly child: ChildProcess,
    private readonly url: string,
    private readonly token: string,
    /** From the start of the process until it serves. */
    readonly startMs: number,
  ) {}

  static async start(databaseUrl: string, token: string): Promise<GatewayProcess> {
    const start = performance.now();
    const child = fork('dist/src/main.js', {
      execArgv: ['--enable-source-maps', '--require', join(__dirname, 'probe.js')],
      env: {
        PATH: process.env.PATH,
        DATABASE_URL: databaseUrl,
        DIRECTORY: 'none',
        PORT: '0',
        LOG_LEVEL: 'error',
      },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    killWithThisProcess(child);
    const url = await urlSaidBy(child);
    return new GatewayProcess(child, url, token, performance.now() - start);
  }

  /** @returns the answer as it came */
  async ask(query: string, variables: object = {}): Promise<string> {
    const body = JSON.stringify({ query, variables });
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${this.token}` };
    for (;;) {
      const asked = request(`${this.url}/graphql`, { method: 'POST', agent: this.agent, headers });
      const answer = once(asked, 'response') as Promise<[NodeJS.ReadableStream]>;
      asked.end(body);
      try {
        const [response] = await answer;
        return await text(response);
      } catch (error) {
        // The gateway ends a connection that was idle for some seconds, as it is while the right answers are worked out.
        if (!asked.reusedSocket || (error as NodeJS.ErrnoException).code !== 'ECONNRESET') throw error;
      }
    }
  }

  async probe(): Promise<ProbeReport> {
    const report = once(this.child, 'message') as Promise<[ProbeReport]>;
    this.child.send('report');
    const [said] = await report;
    return said;
  }

  async stop(): Promise<void> {
    this.agent.destroy();
    const exit = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await exit;
  }
}

/** @throws Error where the answer has errors. */
export function dataOf<T>(answer: string): T {
  const { data, errors } = JSON.parse(answer) as { data: T; errors?: { message: string }[] };
  if (errors) throw new Error(`The gateway answered: ${errors[0]!.message}`);
  return data;
}

async function urlSaidBy(child: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: child.stdout! })) {
    const [, url] = /serves GraphQL at (\S+)\/graphql$/.exec(line) ?? [];
    if (!url) continue;
    child.stdout!.resume();
    return url;
  }
  throw new Error('The gateway ended before it served.');
}
