import { join } from 'node:path';

import { askThread } from '../../asked-thread';
import { GatewayError } from '../../errors';
import type { ConfiguredSource } from '../configuration/directory-file';
import type { ComparisonAnswer, ComparisonOrder } from './comparison-order';
import type { DirectoryDifference } from './directory-difference';

/** With the usual 16 MB a fifth of the time goes to collecting what entries leave behind. */
const YOUNG_MB = 128;

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
export async function compareInThread(
  { readings, ...rest }: ConfiguredComparison,
  signal?: AbortSignal,
): Promise<DirectoryDifference> {
  const sources = readings.map(({ source, whole }) => ({ description: source.description, whole }));
  const workerData: ComparisonOrder = { ...rest, sources };
  const options = { workerData, maxYoungGenerationSizeMb: YOUNG_MB, signal };
  const answer = await askThread<ComparisonAnswer>(join(__dirname, 'comparison.worker'), options);
  if ('difference' in answer) return answer.difference;
  throw errorOf(answer);
}

function errorOf(answer: Exclude<ComparisonAnswer, { difference: unknown }>): Error {
  if ('refusal' in answer) {
    const { code, message, details } = answer.refusal;
    return new GatewayError(code, message, details);
  }
  const { message, stack } = answer.failure;
  return Object.assign(new Error(message), { stack });
}
