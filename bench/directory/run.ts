import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';

import { LoopDelay } from '../loop-delay';
import type { Measured } from '../measured';

/** One measured step, done in a process of its own. */
export interface Run<T> extends Measured {
  found: T;
  /** Rows that were inserted, updated or deleted, staged ones and their clearing included. */
  rows?: number;
  /** The machine's load average of the minute before. */
  load: number;
  /** For how long this process, which only waits, was held in the meantime: what the machine does to anybody. */
  heldBesideMs: number;
}

/** Runs one of the programs beside this one; `folder` is for what it notes. */
export async function run<T>(folder: string, program: 'plain-read' | 'sync', ...args: string[]): Promise<Run<T>> {
  const rowsFile = join(folder, 'rows');
  writeFileSync(rowsFile, '');
  const load = loadavg()[0]!;
  const beside = new LoopDelay();
  const child = fork(join(__dirname, `${program}.js`), args, {
    env: { ...process.env, BENCH_ROWS: rowsFile },
    execArgv: ['--enable-source-maps', '--require', join(__dirname, 'note-rows.js')],
  });
  const message = once(child, 'message') as Promise<[Omit<Run<T>, 'load' | 'heldBesideMs'>]>;
  const exit = once(child, 'exit').then(([code]) => {
    throw new Error(`${program} ended with ${code}.`);
  });
  const [said] = await Promise.race([message, exit]);
  exit.catch(() => undefined);
  return { ...said, load, heldBesideMs: beside.end() };
}
