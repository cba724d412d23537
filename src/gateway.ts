import { setTimeout } from 'node:timers/promises';
import type { Logger } from 'pino';
import { collectDefaultMetrics, Registry } from 'prom-client';

import { composeSchema } from './compose';
import { composeChanges } from './compose-changes';
import { composeDirectory } from './compose-directory';
import { composeTopology } from './compose-topology';
import type { Config } from './config';
import { openStore } from './database/open-store';
import type { Store } from './database/store';
import { activeDirectory } from './directory/active-directory';
import type { AttributeMap } from './directory/attribute-map';
import { type ConfiguredSource, readDirectoryFile } from './directory/configuration/directory-file';
import { LdapSource } from './directory/ldap/ldap-source';
import { LdifSource } from './directory/ldif/ldif-source';
import { EligibilityIndexHolder } from './eligibility/eligibility-index.holder';
import { KeptLists } from './eligibility/kept-lists';
import { applyAtStart } from './features/topology/applying/topology-start';
import { readTopologyDocument, type TopologyDocument } from './features/topology/document/topology-document';
import { missingFirstSteps } from './first-steps';
import { loadSampleOrganisation } from './sample/sample-organisation';
import { Authenticator } from './security/authenticator';
import { SignInCodes } from './security/sign-in-codes';
import { SignInRecord } from './security/sign-in-record';
import { answers, health, type Readiness } from './server/health';
import { startHttpServer } from './server/http-server';
import { registerIndexMetrics } from './server/index-metrics';
import { metrics } from './server/metrics';
import { RequestContexts } from './server/request-context';
import { Subscriptions } from './server/subscriptions';

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
  const { log, onStatement } = surroundings;
  const sources = sourcesOf(config);
  // Before anything is stored: a store that isn't empty any more never gets the sample organisation.
  const document = config.topology === null ? null : readTopologyDocument(config.topology);
  const store = await openStore(config.databaseUrl, {
    migrate: config.migrate,
    maxStatementSeconds: config.maxStatementSeconds,
    onNotice: (notice) => log.info(notice),
    onStatement,
  });
  try {
    if (config.directory.source === 'sample') {
      // The sample's own sites are for those who have none.
      const loaded = await loadSampleOrganisation(store, {
        attributeMap: attributeMapOf(config),
        withSites: document === null,
      });
      if (loaded) log.info('The store was empty: it has the sample organisation now, as DIRECTORY names no other.');
    }
    return await serve(config, sources, document, store, surroundings);
  } catch (error) {
    await store.close();
    throw error;
  }
}

function sourcesOf(config: Config): ConfiguredSource[] {
  const { directory, keptAttributes } = config;
  if (directory.source === 'ldif')
    return [new LdifSource({ name: 'ldif', path: directory.path, attributeMap: attributeMapOf(config) })];
  return directory.source === 'file' ? readDirectoryFile(directory.path, process.env, keptAttributes) : [];
}

function attributeMapOf({ keptAttributes }: Config): AttributeMap {
  return { ...activeDirectory, kept: keptAttributes };
}

/** What filters may ask for: a source may keep others than the setting says. */
function keptBy({ keptAttributes }: Config, sources: readonly ConfiguredSource[]): string[] {
  return [...new Set([keptAttributes, ...sources.map(({ attributeMap }) => attributeMap.kept)].flat())];
}

async function serve(
  config: Config,
  sources: readonly ConfiguredSource[],
  document: TopologyDocument | null,
  store: Store,
  { log, now = () => new Date() }: Surroundings,
): Promise<Gateway> {
  const index = new EligibilityIndexHolder(store);
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const lists = new KeptLists();
  registerIndexMetrics(registry, index, lists);
  const { changes, tail, streams, ...announcing } = await composeChanges(config, { store, now, log });
  const topology = composeTopology(config, changes);
  if (document) await applyAtStart(topology, document, store.read, log);
  const missing = await missingFirstSteps(store.read);
  const directory = composeDirectory(config, sources, { store, changes, index, registry, now, log });
  await directory.schedule.begin();
  await Promise.all([index.current(0), lists.readAll(store.read)]);
  const signInCodes = new SignInCodes(now);
  const schema = composeSchema({
    store,
    changes,
    tail,
    index,
    lists,
    signInCodes,
    keptAttributes: keptBy(config, sources),
    passwordSources: sources.filter((source) => source instanceof LdapSource),
    signInMinutes: config.signInMinutes,
    signInRecord: new SignInRecord(registry, log),
    directorySyncs: directory.syncs,
    directoryStatus: directory.status,
    principalRefreshes: directory.refreshes,
    topology,
    complianceOutputBase: config.complianceOutputBase,
    now,
  });
  const authenticator = new Authenticator(store.read, now);
  const contexts = new RequestContexts(schema, store, authenticator, config.maxQueryTokens, log);
  const subscriptions = new Subscriptions(config, schema, streams, contexts, registry, now, log);
  let stopping: Promise<void> | undefined;
  const readiness = async (): Promise<Readiness> => {
    const database = await answers(store);
    return {
      migrated: true,
      database,
      eligibility: index.ready,
      draining: stopping !== undefined,
      directory:
        database && sources.length > 0 ? await directory.status.health(store.read).catch(() => undefined) : undefined,
    };
  };
  const watched = [health(readiness), metrics(registry, authenticator)];
  const http = await startHttpServer(config, schema, contexts, subscriptions, watched, log);
  for (const step of missing) log.warn(step);
  directory.schedule.run();
  announcing.run();
  const stop = async () => {
    await setTimeout(config.drainDelay * 1000);
    await Promise.all([http.stop(), directory.schedule.stop(), announcing.stop()]);
    index.close();
    await store.close();
  };
  return {
    url: http.url,
    store,
    signInLink: () => `${http.url}/playground#code=${signInCodes.issue()}`,
    stop: () => (stopping ??= stop()),
  };
}
