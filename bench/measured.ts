import { LoopDelay } from './loop-delay';

/** What work took, of a process that did nothing else. */
export interface Measured {
  seconds: number;
  /** Of all threads. */
  cpuSeconds: number;
  /** The longest time for which the main thread would have answered nobody. */
  longestHoldMs: number;
  peakMegabytes: number;
}

export async function measured<T>(work: () => Promise<T>): Promise<[T, Measured]> {
  const delay = new LoopDelay();
  const start = performance.now();
  const cpu = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(cpu);
  const seconds = (performance.now() - start) / 1000;
  const longestHoldMs = delay.end();
  return [
    result,
    {
      seconds,
      cpuSeconds: (user + system) / 1e6,
      longestHoldMs,
      peakMegabytes: process.resourceUsage().maxRSS / 1024,
    },
  ];
}
