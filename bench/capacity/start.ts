import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { type Summary, summaryOf } from './samples';
import type { Started } from './start.process';

/** Has processes of their own load the index, and read the edges. */
export async function starts(databaseUrl: string, rounds: number): Promise<Record<keyof Started, Summary>> {
  const all: Started[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const child = fork(join(__dirname, 'start.process.js'), [databaseUrl], { execArgv: ['--enable-source-maps'] });
    const exit = once(child, 'exit');
    const [started] = (await Promise.race([
      once(child, 'message'),
      exit.then(() => Promise.reject(new Error('The process that was to load the index ended before.'))),
    ])) as [Started];
    all.push(started);
    child.disconnect();
    await exit;
  }
  return {
    indexReady: summaryOf(all.map(({ indexReady }) => indexReady)),
    plainRead: summaryOf(all.map(({ plainRead }) => plainRead)),
  };
}
