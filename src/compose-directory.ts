import type { Logger } from 'pino';
import type { Registry } from 'prom-client';

import type { ChangeService } from './changes/change.service';
import type { Config } from './config';
import type { Store } from './database/store';
import type { ConfiguredSource } from './directory/configuration/directory-file';
import { DirectorySyncService } from './directory/sync/directory-sync.service';
import type { EligibilityIndexHolder } from './eligibility/eligibility-index.holder';
import { DirectoryMetrics } from './features/directory/directory-metrics';
import { DirectorySchedule } from './features/directory/directory-schedule';
import { DirectoryStatusService } from './features/directory/directory-status.service';
import { DirectorySyncPlanner } from './features/directory/directory-sync-planner';
import { DirectorySyncRecords } from './features/directory/directory-sync-records';
import { PrincipalRefreshService } from './features/directory/principal-refresh.service';
import { SyncDirectoryService } from './features/directory/sync-directory.service';

/** What syncing the directory takes, whether somebody asks for it or the time has come. */
export interface DirectoryFeature {
  syncs: SyncDirectoryService;
  status: DirectoryStatusService;
  refreshes: PrincipalRefreshService;
  schedule: DirectorySchedule;
}

export function composeDirectory(
  config: Config,
  sources: readonly ConfiguredSource[],
  {
    store,
    changes,
    index,
    registry,
    now,
    log,
  }: {
    store: Store;
    changes: ChangeService;
    index: EligibilityIndexHolder;
    registry: Registry;
    now: () => Date;
    log: Logger;
  },
): DirectoryFeature {
  const status = new DirectoryStatusService(sources);
  const records = new DirectorySyncRecords(store, now);
  const syncs = new SyncDirectoryService(
    store,
    new DirectorySyncService(store, config.databaseUrl, sources),
    changes,
    records,
    new DirectorySyncPlanner(store, index, config.directoryMaxLoss),
    new DirectoryMetrics(
      registry,
      sources.map(({ name }) => name),
      store.read,
      status,
    ),
  );
  const settings = { interval: config.directorySyncInterval, sweepInterval: config.directorySweepInterval };
  const schedule = new DirectorySchedule(store, syncs, records, status, settings, now, log);
  return { syncs, status, refreshes: new PrincipalRefreshService(syncs, sources), schedule };
}
