import { setTimeout } from 'node:timers/promises';
import type { Logger } from 'pino';

import { composeSchema } from './compose';
import type { Config } from './config';
import { openStore } from './database/open-store';
import type { Store } from './database/store';
import { activeDirectory } from './directory/active-directory';
import type { AttributeMap } from './directory/attribute-map';
import { readDirectoryFile } from './directory/configuration/directory-file';
import type { DirectorySource } from './directory/directory-source';
import { syncNow } from './directory/sync/sync-now';
import { LdapSource } from './directory/ldap/ldap-source';
import { LdifSource } from './directory/ldif/ldif-source';
import { EligibilityIndexHolder } from './eligibility/eligibility-index.holder';
import { loadSampleOrganisation } from './sample/sample-organisation';
import { Authenticator } from './security/authenticator';
import { SignInCodes } from './security/sign-in-codes';
import { answers } from './server/health';
import { startHttpServer } from './server/http-server';
import { RequestContexts } from './server/request-context';

/** A gateway that serves. */
export interface Gateway {
  /** Without a slash at the end. */
  readonly url: string;
  readonly store: Store;

  /** A fresh link to the playground that signs its reader in, once and within ten minutes. */
  signInLink(): string;

  /** Says that it isn't ready, ends the requests under way, and closes the store. */
  stop(): Promise<void>;
}

/** What a gateway takes from the process that it runs in. */
export interface Surroundings {
  log: Logger;
  now?: () => Date;
  /** Sees every statement that is sent to the database. */
  onStatement?: (sql: string) => void;
}

/**
 * Opens the store, brings the directory in, builds the index and serves.
 *
 * @throws GatewayError or ConfigError where it can't; nothing stays open then.
 */
export async function startGateway(config: Config, surroundings: Surroundings): Promise<Gateway> {
  const { onStatement } = surroundings;
  const sources = sourcesOf(config);
  const store = await openStore(config.databaseUrl, { migrate: config.migrate, onStatement });
  try {
    if (config.directory.source === 'sample') await loadSampleOrganisation(store, attributeMapOf(config));
    if (sources.length > 0) await bringDirectoryIn(sources, store, surroundings.log);
    return await serve(config, sources, store, surroundings);
  } catch (error) {
    await store.close();
    throw error;
  }
}

function sourcesOf(config: Config): DirectorySource[] {
  const { directory, keptAttributes } = config;
  if (directory.source === 'ldif') return [new LdifSource({ path: directory.path, attributeMap: attributeMapOf(config) })];
  return directory.source === 'file' ? readDirectoryFile(directory.path, process.env, keptAttributes) : [];
}

function attributeMapOf({ keptAttributes }: Config): AttributeMap {
  return { ...activeDirectory, kept: keptAttributes };
}

/** What filters may ask for: a source may keep others than the setting says. */
function keptBy({ keptAttributes }: Config, sources: readonly DirectorySource[]): string[] {
  return [...new Set([keptAttributes, ...sources.map(({ attributeMap }) => attributeMap.kept)].flat())];
}

async function bringDirectoryIn(sources: DirectorySource[], store: Store, log: Logger): Promise<void> {
  const { warnings, ...changes } = await syncNow(store, ...sources);
  for (const warning of warnings) log.warn({ warning }, 'The directory was read with a warning.');
  log.info({ changes }, 'The directory was read.');
}

async function serve(
  config: Config,
  sources: readonly DirectorySource[],
  store: Store,
  { log, now = () => new Date() }: Surroundings,
): Promise<Gateway> {
  const index = new EligibilityIndexHolder(store.read);
  await index.current(0);
  const signInCodes = new SignInCodes(now);
  const schema = composeSchema({
    store,
    index,
    signInCodes,
    keptAttributes: keptBy(config, sources),
    passwordSources: sources.filter((source) => source instanceof LdapSource),
    signInMinutes: config.signInMinutes,
    now,
  });
  const contexts = new RequestContexts(schema, store, new Authenticator(store.read, now), config.maxQueryTokens, log);
  let stopping: Promise<void> | undefined;
  const readiness = async () => ({
    migrated: true,
    database: await answers(store),
    eligibility: index.ready,
    draining: stopping !== undefined,
  });
  const http = await startHttpServer(config, schema, contexts, readiness, log);
  const stop = async () => {
    await setTimeout(config.drainDelay * 1000);
    await http.stop();
    await store.close();
  };
  return {
    url: http.url,
    store,
    signInLink: () => `${http.url}/playground#code=${signInCodes.issue()}`,
    stop: () => (stopping ??= stop()),
  };
}
