import { type EntityManager, In } from 'typeorm';

import { entityOf, rowsOf } from '../../database/rows';
import { join, raw, sql, type Sql } from '../../database/sql';
import { foldedKey } from '../../database/text-keys';
import type { ConfiguredSource } from '../../directory/configuration/directory-file';
import { DirectorySourceState } from '../../directory/sync/directory-source-state.entity';
import type { ErrorCode } from '../../errors';
import { DirectorySync } from './directory-sync.entity';
import { DirectorySyncState, DirectorySyncTrigger } from './directory-sync.enums';

const SUCCESSES = [DirectorySyncState.SUCCEEDED, DirectorySyncState.UNCHANGED];
const FAILURES = [DirectorySyncState.STOPPED, DirectorySyncState.FAILED, DirectorySyncState.INTERRUPTED];

/** How far a source of the directory has been read, by this gateway or another. */
export interface SourceStatus {
  source: ConfiguredSource;
  lastSuccess: DirectorySync | null;
  /** Maybe longer ago than the last success. */
  lastFailure: DirectorySync | null;
  /** When it was last read as a whole. */
  sweptAt: Date | null;
}

/** How a source is doing, with no more said than anybody may know. */
export interface SourceHealth {
  /** When it was last taken over; null where it never was. */
  syncedAt: Date | null;
  /** Why it is not up to date, as a code; null where its last sync was a success, or there was none. */
  error: ErrorCode | null;
}

/** Tells how the sources of the configuration are doing. */
export class DirectoryStatusService {
  constructor(private readonly sources: readonly ConfiguredSource[]) {}

  /** In the order of the configuration; two statements, however many syncs there were. */
  async statuses(manager: EntityManager): Promise<SourceStatus[]> {
    if (!this.sources.length) return [];
    const names = this.sources.map(({ name }) => name);
    const lasts = names.flatMap((name, i) => [
      last(name, SUCCESSES, `success${i}`),
      last(name, FAILURES, `failure${i}`),
    ]);
    const rows = await rowsOf(manager, join(lasts, ' UNION ALL '));
    const syncOf = new Map(rows.map((row) => [row.place, entityOf(manager, DirectorySync, row)]));
    const states = await manager.findBy(DirectorySourceState, { name: In(names) });
    const sweptAt = new Map(states.map((state) => [state.name, state.sweptAt]));
    return this.sources.map((source, i) => ({
      source,
      lastSuccess: syncOf.get(`success${i}`) ?? null,
      lastFailure: syncOf.get(`failure${i}`) ?? null,
      sweptAt: sweptAt.get(source.name) ?? null,
    }));
  }

  /** By the names of the sources. */
  async health(manager: EntityManager): Promise<Record<string, SourceHealth>> {
    const statuses = await this.statuses(manager);
    return Object.fromEntries(statuses.map((status) => [status.source.name, healthOf(status)]));
  }
}

function healthOf({ lastSuccess, lastFailure }: SourceStatus): SourceHealth {
  const fails = lastFailure !== null && lastFailure.id > (lastSuccess?.id ?? 0);
  return { syncedAt: lastSuccess?.endedAt ?? null, error: fails ? lastFailure.errorCode : null };
}

/** The last sync of a source, and not of one entry alone, that ended in one of these ways. */
function last(name: string, states: readonly DirectorySyncState[], place: string): Sql {
  return sql`SELECT * FROM (
    SELECT sync.*, ${place} AS place FROM directory_sync_sources source JOIN directory_syncs sync ON sync.id = source.sync_id
    WHERE source.name_key = ${foldedKey(name)} AND sync.state IN (${[...states]}) AND sync.sync_trigger <> ${DirectorySyncTrigger.REFRESH}
    ORDER BY source.sync_id DESC LIMIT 1) ${raw(place)}`;
}
