import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { killWithThisProcess } from '../../kill-with-this-process';
import type { Arm, Page, TimedPage } from '../arm';
import type { Follow } from './index.process';

/** The part of the index alone, in a process of its own: the access lists are in hand, and nothing is written as JSON. */
export class IndexArm implements Arm {
  readonly name = 'index with the lists in hand';

  private constructor(private readonly child: ChildProcess) {}

  static async open(databaseUrl: string): Promise<IndexArm> {
    const child = fork(join(__dirname, 'index.process.js'), [databaseUrl], { execArgv: ['--enable-source-maps'] });
    killWithThisProcess(child);
    await once(child, 'message');
    return new IndexArm(child);
  }

  page(page: Page): Promise<TimedPage> {
    return this.ask(page);
  }

  /** Brings the index to a version of the directory. */
  follow(version: number): Promise<Follow> {
    return this.ask(version);
  }

  async close(): Promise<void> {
    const exit = once(this.child, 'exit');
    this.child.disconnect();
    await exit;
  }

  private async ask<T>(asked: Page | number): Promise<T> {
    const answer = once(this.child, 'message') as Promise<[T]>;
    this.child.send(asked);
    const [said] = await answer;
    return said;
  }
}
