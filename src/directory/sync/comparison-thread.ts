import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';

import { GatewayError } from '../../errors';
import type { ConfiguredSource } from '../configuration/directory-file';
import type { ComparisonAnswer, ComparisonOrder } from './comparison-order';
import type { DirectoryDifference } from './directory-difference';

/** With the usual 16 MB a fifth of the time goes to collecting what entries leave behind. */
const resourceLimits = { maxYoungGenerationSizeMb: 128 };

/** A source of the configuration, and how it is to be read. */
export interface ConfiguredReading {
  source: ConfiguredSource;
  whole: boolean;
}

/** What there is to compare. */
export interface ConfiguredComparison extends Pick<ComparisonOrder, 'databaseUrl' | 'holder' | 'configured'> {
  readings: readonly ConfiguredReading[];
}

/** Compares sources with the store in a thread of its own, which is given up where `signal` says so. */
export function compareInThread(
  { readings, ...rest }: ConfiguredComparison,
  signal?: AbortSignal,
): Promise<DirectoryDifference> {
  const sources = readings.map(({ source, whole }) => ({ description: source.description, whole }));
  const workerData: ComparisonOrder = { ...rest, sources };
  const worker = new Worker(join(__dirname, `comparison.worker${extname(__filename)}`), { workerData, resourceLimits });
  const stop = () => void worker.terminate();
  signal?.addEventListener('abort', stop);
  if (signal?.aborted) stop();
  return new Promise<DirectoryDifference>((resolve, reject) => {
    worker.once('message', (answer: ComparisonAnswer) => {
      if ('difference' in answer) resolve(answer.difference);
      else reject(errorOf(answer));
    });
    worker.once('error', reject);
    worker.once('exit', () => {
      reject(signal?.aborted ? (signal.reason as Error) : new Error('The thread that reads the directory has ended.'));
    });
  }).finally(() => signal?.removeEventListener('abort', stop));
}

function errorOf(answer: Exclude<ComparisonAnswer, { difference: unknown }>): Error {
  if ('refusal' in answer) {
    const { code, message, details } = answer.refusal;
    return new GatewayError(code, message, details);
  }
  const { message, stack } = answer.failure;
  return Object.assign(new Error(message), { stack });
}
