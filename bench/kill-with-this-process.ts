import type { ChildProcess } from 'node:child_process';

/** So that nothing is left running where a benchmark fails or is broken off. */
export function killWithThisProcess(child: ChildProcess): void {
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
}
