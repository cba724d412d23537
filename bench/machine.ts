import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';

const TICKS_PER_SECOND = 100;

/** What else the machine does, from the making of this on (Linux only). */
export class ForeignLoad {
  private readonly start = performance.now();
  private readonly busy = busyTicks();
  private readonly own = ownTicks();
  private readonly loadBefore = loadavg()[0]!;

  /** The share of all processors that was taken by processes other than this one and what it started. */
  end(): { foreignCpuShare: number; loadBefore: number; loadAfter: number } {
    const available = ((performance.now() - this.start) / 1000) * TICKS_PER_SECOND * availableParallelism();
    const foreign = busyTicks() - this.busy - (ownTicks() - this.own);
    return {
      foreignCpuShare: Math.max(0, foreign / available),
      loadBefore: this.loadBefore,
      loadAfter: loadavg()[0]!,
    };
  }
}

function busyTicks(): number {
  const [, user, nice, system, , , irq, softirq] = readFileSync('/proc/stat', 'utf8')
    .split('\n', 1)[0]!
    .split(/ +/)
    .map(Number);
  return user! + nice! + system! + irq! + softirq!;
}

/** Of this process, those that it started, and those of them that have ended. */
function ownTicks(): number {
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(statOf)
    .filter((stat) => stat !== undefined);
  const own = new Set([process.pid]);
  // Who was started later may have a lower number.
  for (let before = 0; before !== own.size;) {
    before = own.size;
    for (const { pid, parent } of processes) if (own.has(parent)) own.add(pid);
  }
  return processes.filter(({ pid }) => own.has(pid)).reduce((sum, { ticks }) => sum + ticks, 0);
}

function statOf(pid: string): { pid: number; parent: number; ticks: number } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program stands in parentheses and may have blanks.
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    return { pid: Number(pid), parent: fields[1]!, ticks: fields[11]! + fields[12]! + fields[13]! + fields[14]! };
  } catch {
    // It has ended.
    return undefined;
  }
}
