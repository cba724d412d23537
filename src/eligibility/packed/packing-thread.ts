import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';

import type { DatabaseUrl } from '../../database/database-url';
import type { PackedDirectory } from './packed-directory';

/** With the usual 16 MB much of the time goes to collecting what rows leave behind. */
const resourceLimits = { maxYoungGenerationSizeMb: 64 };

export interface PackedVersion {
  /** The change that it was made after (`change_sequence.directory`). */
  version: number;
  directory: PackedDirectory;
}

/** What the thread says in the end. An error keeps what tells its kind. */
export type PackingAnswer = PackedVersion | { failure: Record<string, unknown> };

/** Reads and packs the directory in a thread of its own, which is given up where `signal` says so. */
export function packInThread(url: DatabaseUrl, signal?: AbortSignal): Promise<PackedVersion> {
  const file = join(__dirname, `packing.worker${extname(__filename)}`);
  const worker = new Worker(file, { workerData: url, resourceLimits });
  const stop = () => void worker.terminate();
  signal?.addEventListener('abort', stop);
  if (signal?.aborted) stop();
  return new Promise<PackedVersion>((resolve, reject) => {
    worker.once('message', (answer: PackingAnswer) => {
      if ('failure' in answer) reject(Object.assign(new Error(), answer.failure));
      else resolve(answer);
    });
    worker.once('error', reject);
    worker.once('exit', () => {
      reject(
        signal?.aborted ? (signal.reason as Error) : new Error('The thread that indexes the directory has ended.'),
      );
    });
  }).finally(() => signal?.removeEventListener('abort', stop));
}
