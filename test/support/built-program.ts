import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';

import { afterUse } from './clean-up';

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** One of the built programs, in a process of its own; it is killed after the test or file that runs it. */
export class BuiltProgram {
  readonly ended: Promise<Ended>;
  private stdout = '';
  private stderr = '';

  private constructor(private readonly child: ChildProcessWithoutNullStreams) {
    child.stdout.on('data', (chunk: Buffer) => (this.stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (this.stderr += chunk.toString()));
    this.ended = once(child, 'close').then(([code]) => ({
      code: code as number | null,
      stdout: this.stdout,
      stderr: this.stderr,
    }));
    afterUse(async () => {
      child.kill('SIGKILL');
      await this.ended;
    });
  }

  /** @param command such as `node dist/src/main.js` */
  static run(command: string[], env: NodeJS.ProcessEnv = {}): BuiltProgram {
    return new BuiltProgram(spawn(command[0]!, command.slice(1), { env: { PATH: process.env.PATH, ...env } }));
  }

  static gateway(env: NodeJS.ProcessEnv): BuiltProgram {
    return BuiltProgram.run(['node', 'dist/src/main.js'], { PORT: '0', DIRECTORY: 'none', ...env });
  }

  /** What the pattern's first group finds in the output, as soon as it is there. */
  async says(pattern: RegExp): Promise<string> {
    for (;;) {
      const found = pattern.exec(this.stdout);
      if (found) return found[1]!;
      if (this.child.exitCode !== null)
        throw new Error(`It ended without saying ${pattern}: ${this.stdout}${this.stderr}`);
      await Promise.race([once(this.child.stdout, 'data'), this.ended]);
    }
  }

  /** Where it serves, once it does. */
  url(): Promise<string> {
    return this.says(/serves GraphQL at (\S+)\/graphql\n/);
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }
}
