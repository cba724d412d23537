import { type DestinationStream, type Logger, pino } from 'pino';

/** Statements that fail are logged without their values, which are other people's: names, reasons, hashes of tokens. */
const STATEMENT_VALUES = ['err.parameters', 'err.sql', 'err.driverError'];

export function openLog(level: string, destination: DestinationStream): Logger {
  return pino({ level, redact: { paths: STATEMENT_VALUES, remove: true } }, destination);
}
