import { monitorEventLoopDelay } from 'node:perf_hooks';

/** What work took, of a process that did nothing else. */
export interface Measured {
  seconds: number;
  /** Of all threads. */
  cpuSeconds: number;
  /** The longest time for which the main thread would have answered nobody. */
  longestHoldMs: number;
  peakMegabytes: number;
}

const RESOLUTION_MS = 1;

export async function measured<T>(work: () => Promise<T>): Promise<[T, Measured]> {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  const start = performance.now();
  const cpu = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(cpu);
  const seconds = (performance.now() - start) / 1000;
  delay.disable();
  return [
    result,
    {
      seconds,
      cpuSeconds: (user + system) / 1e6,
      longestHoldMs: delay.max / 1e6 - RESOLUTION_MS,
      peakMegabytes: process.resourceUsage().maxRSS / 1024,
    },
  ];
}
