import { z } from 'zod';

import { DEFAULT_DATABASE_URL, parseDatabaseUrl } from './database/database-url';
import { USUALLY_KEPT } from './directory/kept-attributes';
import { OutputDirectory } from './features/compliance/output-directory';

/** Where the principals come from. */
export type DirectoryConfig = { source: 'sample' } | { source: 'none' } | { source: 'ldif' | 'file'; path: string };

/** What the gateway is told by its environment. */
export interface Config {
  /** `sqlite:PATH`, `mysql://…` or `mariadb://…`. */
  databaseUrl: string;
  /** Whether the start brings the database's schema up to date; where not, one that is behind stops it. */
  migrate: boolean;
  directory: DirectoryConfig;
  /** The attributes of the directory that are kept for filters beside those that every principal has. */
  keptAttributes: string[];
  /** Seconds between the syncs of each source of the directory; 0 for none but that of the start. */
  directorySyncInterval: number;
  /** Hours after which a source of the directory is read as a whole again. */
  directorySweepInterval: number;
  /** The most, in percent of the principals or memberships, that a sync takes away unless it is forced to. */
  directoryMaxLoss: number;
  /** The document of the topology; null where the stored topology stays as it is. */
  topology: string | null;
  /** What the output directories of all compliance adapters must be in; null where any will do. */
  complianceOutputBase: OutputDirectory | null;
  host: string;
  /** 0 takes any free port. */
  port: number;
  playground: boolean;
  introspection: boolean;
  /** How many proxies stand before the gateway and tell it the client's address. */
  trustProxy: number;
  /** For how many seconds a connection stays open on which nothing is asked. */
  keepAlive: number;
  /** For how many minutes a user who signs in by password stays signed in. */
  signInMinutes: number;
  /** The most values that one operation may answer with. */
  maxQueryCost: number;
  maxQueryDepth: number;
  maxQueryTokens: number;
  /** The longest, in seconds, that a statement may take by which a request reads from a server; 0 for as long as it takes. */
  maxStatementSeconds: number;
  /** For how many days audit entries are kept; 0 for good. */
  auditRetention: number;
  /** Seconds after which the changes of other gateways are looked for by those who follow them, unless something tells before. */
  changesPollInterval: number;
  /** `redis://…` or `rediss://…`: where gateways wake each other after changes; null for nowhere. */
  redisUrl: string | null;
  /** How long, in seconds, the gateway says that it is not ready before it stops listening. */
  drainDelay: number;
  logLevel: string;
}

/** A setting that the gateway can't start with; the message is one sentence that names the variable. */
export class ConfigError extends Error {}

const onOff = z.enum(['on', 'off'], 'must be "on" or "off"').transform((value) => value === 'on');

function wholeNumber(min: number, max: number) {
  const error = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, error)
    .transform(Number)
    .refine((value) => value >= min && value <= max, error);
}

const databaseUrl = z.string().superRefine((url, context) => {
  try {
    parseDatabaseUrl(url);
  } catch (error) {
    context.addIssue((error as Error).message);
  }
});

const directory = z.string().transform((value, context): DirectoryConfig => {
  if (value === 'sample' || value === 'none') return { source: value };
  const [, source, path] = /^(ldif|file):(.+)$/s.exec(value) ?? [];
  if (source && path) return { source: source as 'ldif' | 'file', path };
  context.addIssue('must be "sample", "none", "ldif:PATH" or "file:PATH"');
  return z.NEVER;
});

const redisUrl = z
  .string()
  .refine(
    (url) => url === 'none' || (/^rediss?:\/\/[^/]/.test(url) && URL.canParse(url)),
    'REDIS_URL must have the form redis://USER:PASSWORD@HOST:PORT, with "rediss" for TLS, or be "none".',
  );

const attributeNames = z
  .string()
  .regex(
    /^[a-z][a-z\d-]{0,63}(?:, *[a-z][a-z\d-]{0,63})*$/i,
    'must be names of attributes with commas between them, or "none"',
  )
  .transform((names) => (names === 'none' ? [] : names.split(/, */)));

const outputBase = z.string().superRefine((path, context) => {
  const parsed = OutputDirectory.parse(path);
  if (path !== 'none' && typeof parsed === 'string') context.addIssue(parsed);
});

export const environment = z.object({
  DATABASE_URL: databaseUrl.default(DEFAULT_DATABASE_URL),
  MIGRATE: onOff.default(true),
  DIRECTORY: directory.default({ source: 'sample' }),
  DIRECTORY_ATTRIBUTES: attributeNames.default([...USUALLY_KEPT]),
  DIRECTORY_SYNC_INTERVAL: wholeNumber(0, 86_400).default(300),
  DIRECTORY_SWEEP_INTERVAL: wholeNumber(1, 8_760).default(24),
  DIRECTORY_MAX_LOSS: wholeNumber(0, 100).default(5),
  TOPOLOGY: z.string().default('none'),
  COMPLIANCE_OUTPUT_BASE: outputBase.default('none'),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'must be a host name or an IP address')
    .default('127.0.0.1'),
  PORT: wholeNumber(0, 65_535).default(4000),
  PLAYGROUND: onOff.default(true),
  INTROSPECTION: onOff.default(true),
  TRUST_PROXY: wholeNumber(0, 10).default(0),
  KEEP_ALIVE: wholeNumber(1, 3600).default(75),
  SIGN_IN_MINUTES: wholeNumber(1, 1440).default(60),
  MAX_QUERY_COST: wholeNumber(1, 100_000_000).default(100_000),
  MAX_QUERY_DEPTH: wholeNumber(1, 100).default(16),
  MAX_QUERY_TOKENS: wholeNumber(1, 1_000_000).default(5000),
  MAX_STATEMENT_SECONDS: wholeNumber(0, 86_400).default(30),
  AUDIT_RETENTION: wholeNumber(0, 36_500).default(0),
  CHANGES_POLL_INTERVAL: wholeNumber(1, 3600).default(1),
  REDIS_URL: redisUrl.default('none'),
  DRAIN_DELAY: wholeNumber(0, 5).default(0),
  LOG_LEVEL: z
    .enum(
      ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
      'must be "trace", "debug", "info", "warn", "error", "fatal" or "silent"',
    )
    .default('info'),
});

/**
 * Reads the configuration; a variable that is empty counts as absent.
 *
 * @throws ConfigError at the first variable with a bad value.
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const { data, error } = environment.safeParse(given);
  if (error) {
    const { path, message } = error.issues[0]!;
    const name = String(path[0]);
    // What is wrong with an address is said without the password in it.
    throw new ConfigError(name.endsWith('_URL') ? message : `${name} is "${given[name]}"; it ${message}.`);
  }
  return {
    databaseUrl: data.DATABASE_URL,
    migrate: data.MIGRATE,
    directory: data.DIRECTORY,
    keptAttributes: data.DIRECTORY_ATTRIBUTES,
    directorySyncInterval: data.DIRECTORY_SYNC_INTERVAL,
    directorySweepInterval: data.DIRECTORY_SWEEP_INTERVAL,
    directoryMaxLoss: data.DIRECTORY_MAX_LOSS,
    topology: data.TOPOLOGY === 'none' ? null : data.TOPOLOGY,
    complianceOutputBase: outputDirectory(data.COMPLIANCE_OUTPUT_BASE),
    host: data.HOST,
    port: data.PORT,
    playground: data.PLAYGROUND,
    introspection: data.INTROSPECTION,
    trustProxy: data.TRUST_PROXY,
    keepAlive: data.KEEP_ALIVE,
    signInMinutes: data.SIGN_IN_MINUTES,
    maxQueryCost: data.MAX_QUERY_COST,
    maxQueryDepth: data.MAX_QUERY_DEPTH,
    maxQueryTokens: data.MAX_QUERY_TOKENS,
    maxStatementSeconds: data.MAX_STATEMENT_SECONDS,
    auditRetention: data.AUDIT_RETENTION,
    changesPollInterval: data.CHANGES_POLL_INTERVAL,
    redisUrl: data.REDIS_URL === 'none' ? null : data.REDIS_URL,
    drainDelay: data.DRAIN_DELAY,
    logLevel: data.LOG_LEVEL,
  };
}

function outputDirectory(path: string): OutputDirectory | null {
  const parsed = OutputDirectory.parse(path);
  return typeof parsed === 'string' ? null : parsed;
}
