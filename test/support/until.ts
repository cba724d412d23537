import { setTimeout } from 'node:timers/promises';

/** What is waited for needs the processor, too. */
const UNTIL_NEXT_LOOK_MS = 5;

/** Looks again and again until there is something to see; a test that waits in vain runs out of time. */
export async function until<T>(look: () => Promise<T | null | undefined | false>): Promise<T> {
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    await setTimeout(UNTIL_NEXT_LOOK_MS);
  }
}
