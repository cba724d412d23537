import 'reflect-metadata';

import { parentPort, workerData } from 'node:worker_threads';

import { asGatewayError } from '../../database/as-gateway-error';
import { openStore } from '../../database/open-store';
import { GatewayError } from '../../errors';
import { describedSource } from '../source-description';
import type { ComparisonAnswer, ComparisonOrder } from './comparison-order';
import { compareDirectory } from './directory-comparison';
import { Staging } from './staging';

async function answer({ databaseUrl, holder, sources, configured }: ComparisonOrder): Promise<ComparisonAnswer> {
  const store = await openStore(databaseUrl, { migrate: false });
  try {
    const toRead = sources.map(({ description, whole }) => ({ source: describedSource(description), whole }));
    return { difference: await compareDirectory(store, new Staging(store, holder), toRead, configured) };
  } finally {
    await store.close();
  }
}

function whyNot(thrown: unknown): ComparisonAnswer {
  const error = asGatewayError(thrown) ?? thrown;
  const { message, stack } = error as Error;
  if (!(error instanceof GatewayError)) return { failure: { message, stack } };
  const { code, details } = error as GatewayError;
  return { refusal: { code, message, details } };
}

void answer(workerData as ComparisonOrder)
  .catch(whyNot)
  .then((said) => parentPort!.postMessage(said));
