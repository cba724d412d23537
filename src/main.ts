import './production';
import 'reflect-metadata';

import { pino } from 'pino';

import { type Config, ConfigError, readConfig } from './config';
import { describeDatabaseUrl, parseDatabaseUrl } from './database/database-url';
import { GatewayError } from './errors';
import { type Gateway, startGateway } from './gateway';
import { openLog } from './log';

/** As sysexits.h has it: the configuration is at fault. */
const EXIT_CONFIG = 78;
const STOP_WITHIN_MS = 9_500;

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = openLog(config.logLevel, pino.destination(2));
  const gateway = await startGateway(config, { log });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop(gateway));
  greet(gateway, config);
}

function greet(gateway: Gateway, { databaseUrl, playground }: Config): void {
  console.log(`The Persistent Chat Gateway serves GraphQL at ${gateway.url}/graphql`);
  console.log(`It keeps its data in ${describeDatabaseUrl(parseDatabaseUrl(databaseUrl))}.`);
  if (!playground) return;
  console.log(`The playground is at ${gateway.url}/playground`);
  // A log would keep the code where others read it.
  if (process.stdout.isTTY) console.log(`This link signs you in, once and within 10 minutes: ${gateway.signInLink()}`);
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
