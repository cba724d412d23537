import { setTimeout } from 'node:timers/promises';

import { checkInput } from '../../changes/check-input';
import type { ChangeOutcome } from '../../changes/outcome';
import type { ChangeService } from '../../changes/change.service';
import { firstFew } from '../../changes/first-few';
import type { Plan } from '../../changes/plan';
import type { Planning } from '../../changes/planning';
import { ChangeSequence } from '../../database/change-sequence.entity';
import type { Store } from '../../database/store';
import type { ConfiguredSource } from '../../directory/configuration/directory-file';
import { DirectoryBusy } from '../../directory/sync/directory-lease';
import type { DirectorySyncService } from '../../directory/sync/directory-sync.service';
import type { PreparedSync } from '../../directory/sync/prepared-sync';
import { keepPastDenials } from '../../eligibility/directory-change/past-denials';
import { ErrorCode, GatewayError } from '../../errors';
import type { RequestContext } from '../../graphql/context';
import { knownError } from '../../graphql/format-error';
import { askedSources } from './asked-sources';
import type { DirectoryMetrics } from './directory-metrics';
import { DirectoryStopped } from './directory-stopped';
import type { DirectorySyncPlanner, PlannedSync } from './directory-sync-planner';
import type { DirectorySyncRecords, SyncEnd, SyncRecord } from './directory-sync-records';
import { DirectorySyncState, DirectorySyncTrigger } from './directory-sync.enums';
import { onOnePolicyState, PoliciesMoved } from './policies-moved';
import { forcedChanges } from './sync-changes';
import { SyncInterrupted } from './sync-interrupted';
import type { SyncDirectoryInput } from './sync-directory.inputs';

/** How long somebody who asks for a sync waits for another that is under way. */
const PATIENCE_MS = 5_000;
const RETRIED_EVERY_MS = 200;

/** What a sync did, or would do. */
export interface SyncResult {
  outcome: ChangeOutcome;
  /** Null for a retry, which has but what was kept of the first try. */
  planned: PlannedSync | null;
  /** Its row in the list of syncs; null for a dry run, and for the retry of one that had nothing to change. */
  syncId: number | null;
}

/** Syncs the directory, whoever asks for it: one change with its plan, its audit entry and its place in the list of syncs. */
export class SyncDirectoryService {
  private readonly stopped = new AbortController();
  private readonly underWay = new Set<Promise<unknown>>();

  constructor(
    private readonly store: Store,
    private readonly directory: DirectorySyncService,
    private readonly changes: ChangeService,
    private readonly records: DirectorySyncRecords,
    private readonly planner: DirectorySyncPlanner,
    private readonly metrics: DirectoryMetrics,
  ) {}

  /** @throws GatewayError as `DirectorySyncService.prepare` does, where another sync is under way for longer than is waited; BAD_USER_INPUT or PLAN_STALE for the input, with no sync in the list; CONFLICT where the sync would take away too much or open a wall. */
  async sync(context: RequestContext, trigger: DirectorySyncTrigger, input: SyncDirectoryInput): Promise<SyncResult> {
    return this.syncFrom(context, trigger, input, askedSources(this.directory.sources, input));
  }

  /** @param sources of the configuration, each as it is to be asked */
  async syncFrom(
    context: RequestContext,
    trigger: DirectorySyncTrigger,
    input: SyncDirectoryInput,
    sources: readonly ConfiguredSource[],
  ): Promise<SyncResult> {
    const result = this.inTurn(trigger, () => this.made(context, trigger, input, sources));
    const settled = result.catch(() => undefined);
    this.underWay.add(settled);
    void settled.then(() => this.underWay.delete(settled));
    return result;
  }

  /** Gives up what is being read, and waits for what is being written; to be called once nobody asks any more. */
  async stop(): Promise<void> {
    this.stopped.abort(new SyncInterrupted());
    await Promise.all(this.underWay);
  }

  /** Only who asks for it by hand waits: the timer comes again, and a refresh waits by itself. */
  private async inTurn(trigger: DirectorySyncTrigger, sync: () => Promise<SyncResult>): Promise<SyncResult> {
    const { signal } = this.stopped;
    const patience = performance.now() + (trigger === DirectorySyncTrigger.MUTATION ? PATIENCE_MS : 0);
    for (;;) {
      try {
        return await sync();
      } catch (error) {
        if (!(error instanceof DirectoryBusy) || performance.now() >= patience) throw error;
      }
      await setTimeout(RETRIED_EVERY_MS, null, { signal }).catch(() => signal.throwIfAborted());
    }
  }

  private async made(
    context: RequestContext,
    trigger: DirectorySyncTrigger,
    input: SyncDirectoryInput,
    sources: readonly ConfiguredSource[],
  ): Promise<SyncResult> {
    checkInput(input);
    const names = sources.map(({ name }) => name);
    const record = input.whatIf ? null : await this.records.begin(trigger, context.actor, names);
    const prepared = await this.prepare(input, sources, record);
    try {
      return await this.attempt(context, input, record, prepared);
    } finally {
      // What can't be cleared now is cleared by the next sync.
      await prepared.end().catch(() => undefined);
    }
  }

  private async prepare(
    { whole }: SyncDirectoryInput,
    sources: readonly ConfiguredSource[],
    record: SyncRecord | null,
  ): Promise<PreparedSync> {
    try {
      return await this.directory.prepare({ sources, whole: whole ?? false }, this.stopped.signal);
    } catch (error) {
      // Where another sync is under way there was none of this one.
      if (record && error instanceof DirectoryBusy) await this.records.discard(record);
      else if (record) await this.fail(record, error);
      throw error;
    }
  }

  private async attempt(
    context: RequestContext,
    input: SyncDirectoryInput,
    record: SyncRecord | null,
    prepared: PreparedSync,
  ): Promise<SyncResult> {
    let planned: PlannedSync | undefined;
    let isRetry = true;
    try {
      if (record) await this.records.interruptBefore(record);
      const outcome = await onOnePolicyState(async () => {
        planned = await this.planner.plan(prepared.difference, Boolean(input.whatIf || input.confirm));
        const sync = planned;
        return this.changes.make(context, {
          operation: 'syncDirectory',
          input,
          plan: (planning) => {
            isRetry = false;
            return this.plan(planning, input, record, prepared, sync);
          },
        });
      });
      if (isRetry) await this.records.discard(record!);
      else if (record && outcome.thingId === null) await this.end(record, prepared, unchanged(planned!));
      const syncId = isRetry ? outcome.thingId : (record?.id ?? null);
      return { outcome, planned: isRetry ? null : planned!, syncId };
    } catch (error) {
      // What is wrong with the input is nothing wrong with the directory.
      if (record && isInputAtFault(error)) await this.records.discard(record).catch(() => undefined);
      else if (record) await this.fail(record, error, prepared, planned);
      throw error;
    }
  }

  private async plan(
    { manager }: Planning,
    { whatIf, force }: SyncDirectoryInput,
    record: SyncRecord | null,
    prepared: PreparedSync,
    { directory, report, letThrough, vanishing, invitations, warnings, changes, digest }: PlannedSync,
  ): Promise<Plan> {
    const { sources } = prepared.difference;
    const { stops, figures, letThroughCount } = report;
    if (stops.length && !whatIf && !force) {
      throw new DirectoryStopped(
        stops.map(({ message }) => message),
        {
          stops: stops.map(({ code }) => code),
          figures,
          limit: this.planner.maxLoss,
          letThrough: firstFew(letThrough),
          letThroughCount,
        },
      );
    }
    await checkDirectory(manager, directory);
    const identity = sources.map(({ name }) => name).join(', ');
    const said = force && changes.length > 0 ? [...changes, ...forcedChanges(stops)] : changes;
    return {
      things: [{ type: 'DirectorySync', id: null, identity, version: 0, changes: said }],
      warnings: [
        ...stops.map(({ code, message }) => ({
          code,
          message: force ? message : `${message} Without "force" this is refused.`,
        })),
        ...warnings,
      ],
      invitations,
      directory,
      logDirectory: (tx, taken) => prepared.log(tx, taken),
      digest,
      write: async (tx) => {
        await prepared.apply(tx);
        await keepPastDenials(tx, vanishing);
        await this.records.end(tx, record!, { state: DirectorySyncState.SUCCEEDED, report }, sources);
        return [record!.id];
      },
    };
  }

  private async fail(
    record: SyncRecord,
    error: unknown,
    prepared: PreparedSync | null = null,
    planned?: PlannedSync,
  ): Promise<void> {
    this.metrics.countFailure(record.sources);
    const known = knownError(error);
    const end: SyncEnd = {
      state: stateAfter(error),
      report: planned?.report ?? null,
      error: known?.message ?? 'The gateway failed; its log tells why.',
      errorCode: known?.code ?? ErrorCode.INTERNAL_SERVER_ERROR,
    };
    // Where the store is what failed, the next sync finds that this one was interrupted.
    await this.end(record, prepared, end).catch(() => undefined);
  }

  private end(record: SyncRecord, prepared: PreparedSync | null, end: SyncEnd): Promise<void> {
    return this.store.write((tx) => this.records.end(tx, record, end, prepared?.difference.sources ?? []));
  }
}

function isInputAtFault(error: unknown): boolean {
  const code = knownError(error)?.code;
  return code === ErrorCode.BAD_USER_INPUT || code === ErrorCode.PLAN_STALE;
}

function stateAfter(error: unknown): DirectorySyncState {
  if (error instanceof DirectoryStopped) return DirectorySyncState.STOPPED;
  return error instanceof SyncInterrupted ? DirectorySyncState.INTERRUPTED : DirectorySyncState.FAILED;
}

function unchanged({ report }: PlannedSync): SyncEnd {
  return { state: DirectorySyncState.UNCHANGED, report };
}

/** What is staged is what is new in one version of the directory, and of no use in another. */
async function checkDirectory(manager: Planning['manager'], planned: number): Promise<void> {
  const { directory, eligibility } = await manager.findOneByOrFail(ChangeSequence, { id: 1 });
  if (eligibility === planned) return;
  if (directory <= planned) throw new PoliciesMoved();
  throw new GatewayError(ErrorCode.CONFLICT, 'The directory was changed past this sync; try it again.');
}
