import { setImmediate } from 'node:timers/promises';

const TURN_MS = 5;

/** Does work to its end, and lets others have the thread in between: at the first step after 5 ms. */
export async function inTurns<T>(work: Generator<void, T>): Promise<T> {
  for (;;) {
    const end = performance.now() + TURN_MS;
    do {
      const step = work.next();
      if (step.done) return step.value;
    } while (performance.now() < end);
    await setImmediate();
  }
}
