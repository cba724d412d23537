import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';

export interface ThreadOptions {
  /** What the thread is told: its `workerData`. */
  workerData: unknown;
  /** For what lives shortly. */
  maxYoungGenerationSizeMb: number;
  /** Gives the thread up, with its reason. */
  signal?: AbortSignal;
}

/**
 * Has a thread of its own work something out, and answers with the one message that it sends.
 *
 * @param file the worker's, without its ending: it is compiled where this file is
 * @throws what the signal says; an Error that names the file where the thread ends without an answer
 */
export function askThread<A>(file: string, options: ThreadOptions): Promise<A> {
  const { workerData, maxYoungGenerationSizeMb, signal } = options;
  const worker = new Worker(`${file}${extname(__filename)}`, {
    workerData,
    resourceLimits: { maxYoungGenerationSizeMb },
  });
  const stop = () => void worker.terminate();
  signal?.addEventListener('abort', stop);
  if (signal?.aborted) stop();
  return new Promise<A>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () =>
      reject(
        signal?.aborted ? (signal.reason as Error) : new Error(`The thread of ${file} has ended without an answer.`),
      ),
    );
  }).finally(() => signal?.removeEventListener('abort', stop));
}
