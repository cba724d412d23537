import { LoopDelay } from '../loop-delay';

/** What a gateway in a process of its own tells of itself when it is asked. */
export interface ProbeReport {
  residentMegabytes: number;
  peakMegabytes: number;
  /** For how long its main thread answered nobody at most, since it was last asked. */
  longestHoldMs: number;
}

let delay = new LoopDelay();

process.on('message', () => {
  const longestHoldMs = delay.end();
  delay = new LoopDelay();
  process.send!({
    residentMegabytes: process.memoryUsage.rss() / 2 ** 20,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
    longestHoldMs,
  } satisfies ProbeReport);
});
