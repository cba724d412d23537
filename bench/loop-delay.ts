import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MS = 1;

/** Watches from its making on for how long the thread answers nobody. */
export class LoopDelay {
  private readonly delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });

  constructor() {
    this.delay.enable();
  }

  /** The longest time so far, in milliseconds. */
  end(): number {
    this.delay.disable();
    return this.delay.max / 1e6 - RESOLUTION_MS;
  }
}
