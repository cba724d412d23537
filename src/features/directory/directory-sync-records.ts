import { type EntityManager, LessThan } from 'typeorm';

import { rowsOf } from '../../database/rows';
import { ALL, sql } from '../../database/sql';
import { rowLock } from '../../database/row-lock';
import type { Store } from '../../database/store';
import { foldedKey } from '../../database/text-keys';
import { DirectoryLease } from '../../directory/sync/directory-lease.entity';
import { ErrorCode } from '../../errors';
import type { Actor } from '../../security/actor';
import { DirectorySyncSource } from './directory-sync-source.entity';
import { DirectorySync } from './directory-sync.entity';
import { DirectorySyncState, DirectorySyncTrigger } from './directory-sync.enums';

/** What a sync is known by from its beginning. */
export interface SyncRecord {
  readonly id: number;
  readonly trigger: DirectorySyncTrigger;
  readonly sources: readonly string[];
}

/** What became of a sync. */
export type SyncEnd = Partial<Pick<DirectorySync, 'report' | 'error' | 'errorCode'>> & Pick<DirectorySync, 'state'>;

/** How a source was read. */
export type ReadSource = Pick<DirectorySyncSource, 'name' | 'server' | 'whole'>;

/** They come again and again, each about one source. */
const REPEATED = [DirectorySyncTrigger.TIMER, DirectorySyncTrigger.REFRESH];

const INTERRUPTED = {
  state: DirectorySyncState.INTERRUPTED,
  error: 'The gateway that made it ended before it was done.',
  errorCode: ErrorCode.UNAVAILABLE,
};

/** Keeps the rows of the list of syncs. */
export class DirectorySyncRecords {
  constructor(
    private readonly store: Store,
    private readonly now: () => Date,
  ) {}

  begin(trigger: DirectorySyncTrigger, { name }: Actor, sources: readonly string[]): Promise<SyncRecord> {
    const row = { state: DirectorySyncState.RUNNING, syncTrigger: trigger, actor: name, actorKey: foldedKey(name) };
    return this.store.write(async (tx) => {
      const { identifiers } = await tx.insert(DirectorySync, { ...row, startedAt: this.now() });
      const id = Number(identifiers[0]!.id);
      const read = sources.map((source) => ({ syncId: id, name: source, nameKey: foldedKey(source) }));
      await tx.insert(DirectorySyncSource, read);
      return { id, trigger, sources };
    });
  }

  /** As if it had not been asked for. */
  discard({ id }: SyncRecord): Promise<void> {
    return this.store.write((tx) => discard(tx, id));
  }

  /** Says what became of a sync, in the transaction that makes its changes if there is one. */
  async end(tx: EntityManager, { id, trigger, sources }: SyncRecord, end: SyncEnd, read: readonly ReadSource[]) {
    if (REPEATED.includes(trigger)) await this.discardAlike(tx, { id, trigger, sources }, end);
    await tx.update(DirectorySync, id, { error: null, errorCode: null, ...end, endedAt: this.now() });
    for (const { name, server, whole } of read)
      await tx.update(DirectorySyncSource, { syncId: id, name }, { server, whole });
  }

  /** Whoever has the lease knows that all who began before, and have no end, are gone. */
  interruptBefore({ id }: SyncRecord): Promise<unknown> {
    return this.store.write((tx) =>
      tx.update(DirectorySync, { state: DirectorySyncState.RUNNING, id: LessThan(id) }, INTERRUPTED),
    );
  }

  /** Marks what gateways that died left behind, unless a sync is under way. */
  interruptAbandoned(): Promise<void> {
    return this.store.write(async (tx) => {
      if (await isFree(tx)) await tx.update(DirectorySync, { state: DirectorySyncState.RUNNING }, INTERRUPTED);
    });
  }

  /** A sync every few minutes that finds nothing, or fails again and again in the same way, is one row. */
  private async discardAlike(
    tx: EntityManager,
    { id, trigger, sources }: SyncRecord,
    { state, error }: SyncEnd,
  ): Promise<void> {
    if (state === DirectorySyncState.SUCCEEDED) return;
    const isQuiet = state === DirectorySyncState.UNCHANGED;
    const [before] = await rowsOf(
      tx,
      sql`SELECT sync.id, sync.state, sync.error FROM directory_sync_sources source
        JOIN directory_syncs sync ON sync.id = source.sync_id
        WHERE source.name_key = ${foldedKey(sources[0]!)} AND source.sync_id < ${id}
          AND sync.sync_trigger = ${trigger} AND ${isQuiet ? sql`sync.state = ${state}` : ALL}
        ORDER BY source.sync_id DESC LIMIT 1`,
    );
    if (before?.state === state && before.error === (error ?? null)) await discard(tx, Number(before.id));
  }
}

/** Whether no gateway has the lease. Who applies a large sync may be unable to put it off, but has its row locked. */
async function isFree(tx: EntityManager): Promise<boolean> {
  const { lock } = rowLock(tx, 'pessimistic_write');
  const skipping = lock && { lock: { ...lock, onLocked: 'skip_locked' as const } };
  const lease = await tx.findOne(DirectoryLease, { where: { id: 1 }, ...skipping });
  return lease !== null && (lease.holder === null || lease.expiresAt! <= new Date());
}

async function discard(tx: EntityManager, id: number): Promise<void> {
  await tx.delete(DirectorySyncSource, { syncId: id });
  await tx.delete(DirectorySync, id);
}
