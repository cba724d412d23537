import 'reflect-metadata';

import { pino } from 'pino';

import { ConfigError, readConfig } from './config';
import { GatewayError } from './errors';
import { type Gateway, startGateway } from './gateway';

/** As sysexits.h has it: the configuration is at fault. */
const EXIT_CONFIG = 78;
const STOP_WITHIN_MS = 9_500;

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = pino({ level: config.logLevel }, pino.destination(2));
  const gateway = await startGateway(config, { log });
  greet(gateway);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop(gateway));
}

function greet(gateway: Gateway): void {
  console.log(`The Persistent Chat Gateway serves GraphQL at ${gateway.url}/graphql`);
  const link = gateway.signInLink();
  if (!link) return;
  console.log(`Playground: ${gateway.url}/playground`);
  if (process.stdout.isTTY) console.log(`Sign in within 10 minutes, once: ${link}`);
}

function stop(gateway: Gateway): void {
  const tooLate = setTimeout(() => {
    console.error('The gateway did not stop in time; what it had under way was cut off.');
    process.exit(1);
  }, STOP_WITHIN_MS);
  tooLate.unref();
  gateway.stop().then(() => process.exit(0), fail);
}

/** What the operator can mend is said in one sentence; anything else is a fault of ours, and comes with its stack. */
function fail(error: unknown): never {
  const expected = error instanceof ConfigError || error instanceof GatewayError;
  console.error(expected ? error.message : error);
  process.exit(error instanceof ConfigError ? EXIT_CONFIG : 1);
}

main().catch(fail);
