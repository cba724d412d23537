import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Logger } from 'pino';

import type { Store } from '../../database/store';
import { Principal } from '../../directory/principal.entity';
import { DirectoryBusy } from '../../directory/sync/directory-lease';
import { RequestContext } from '../../graphql/context';
import { knownError } from '../../graphql/format-error';
import type { Actor } from '../../security/actor';
import { Role } from '../../security/access-token.entity';
import type { DirectoryStatusService, SourceStatus } from './directory-status.service';
import type { DirectorySyncRecords } from './directory-sync-records';
import { DirectorySyncTrigger } from './directory-sync.enums';
import type { SyncDirectoryService } from './sync-directory.service';

/** When the directory is read without anybody asking. */
export interface ScheduleSettings {
  /** Seconds between the syncs of a source; 0 for none but that of the start. */
  interval: number;
  /** Hours after which a source is read as a whole again. */
  sweepInterval: number;
}

/** Who the gateway is where it syncs by itself. */
const ACTOR: Actor = {
  tokenId: null,
  principalId: null,
  name: 'Directory sync',
  role: Role.ADMINISTRATOR,
  tokenExpiresAt: new Date(8.64e15),
};

/** A gateway waits for another that fills the same empty directory, from time to time and not for ever. */
const BUSY_MS = 1_000;
const BUSY_AT_MOST_MS = 60_000;
/** Gateways that started together don't go on together. */
const JITTER = 0.1;

/** Has every source synced at the start and from time to time, each by itself: one that fails holds up no other. */
export class DirectorySchedule {
  private readonly stopped = new AbortController();
  private running: Promise<void> = Promise.resolve();
  private isFilled = false;

  constructor(
    private readonly store: Store,
    private readonly syncs: SyncDirectoryService,
    private readonly records: DirectorySyncRecords,
    private readonly status: DirectoryStatusService,
    private readonly settings: ScheduleSettings,
    private readonly now: () => Date,
    private readonly log: Logger,
  ) {}

  /** To be called before the gateway serves: a directory that is empty is filled first, as far as it can be read; another gateway that does so is waited for, for a minute. */
  async begin(): Promise<void> {
    await this.records.interruptAbandoned();
    if (await this.store.read.exists(Principal)) return;
    const patience = this.now().getTime() + BUSY_AT_MOST_MS;
    for (const { source } of await this.status.statuses(this.store.read)) {
      while (!(await this.sync(DirectorySyncTrigger.START, source.name, true))) {
        if (this.now().getTime() > patience)
          return this.log.warn(
            'The directory is still being filled by another gateway; this one serves what there is.',
          );
        await setTimeout(BUSY_MS);
      }
    }
    this.isFilled = true;
  }

  /** To be called once the gateway serves. */
  run(): void {
    this.running = this.loop();
  }

  /** Gives up what is being read, and waits for what is being written. */
  async stop(): Promise<void> {
    this.stopped.abort();
    await this.syncs.stop();
    await this.running;
  }

  private async loop(): Promise<void> {
    if (!this.isFilled) await this.round(DirectorySyncTrigger.START);
    while (this.settings.interval > 0 && (await this.intervalHasPassed())) {
      await this.round(DirectorySyncTrigger.TIMER);
    }
  }

  private async intervalHasPassed(): Promise<boolean> {
    const { interval } = this.settings;
    const { signal } = this.stopped;
    await setTimeout(interval * 1000 * (1 + Math.random() * JITTER), null, { signal }).catch(() => undefined);
    return !signal.aborted;
  }

  private async round(trigger: DirectorySyncTrigger): Promise<void> {
    try {
      for (const status of await this.status.statuses(this.store.read)) {
        if (this.stopped.signal.aborted) return;
        const isStart = trigger === DirectorySyncTrigger.START;
        // What the configuration has of a source may have changed since it was last read.
        if (isStart || this.isDue(status))
          await this.sync(trigger, status.source.name, isStart || this.isToSweep(status));
      }
    } catch (error) {
      this.log.error({ err: error }, 'The directory could not be synced.');
    }
  }

  /** Whether no gateway has synced it in the meantime. */
  private isDue({ lastSuccess }: SourceStatus): boolean {
    return !lastSuccess || this.now().getTime() - lastSuccess.endedAt!.getTime() >= this.settings.interval * 1000;
  }

  private isToSweep({ sweptAt }: SourceStatus): boolean {
    return !sweptAt || this.now().getTime() - sweptAt.getTime() >= this.settings.sweepInterval * 3_600_000;
  }

  /** Returns false where another gateway has the directory. */
  private async sync(trigger: DirectorySyncTrigger, source: string, whole: boolean): Promise<boolean> {
    const context = new RequestContext(randomUUID(), ACTOR, this.store.read);
    try {
      const { planned } = await this.syncs.sync(context, trigger, { source, whole });
      const { figures, warnings } = planned!.report;
      const level = Object.values(figures).some((count) => count > 0) ? 'info' : 'debug';
      for (const warning of warnings) this.log.warn({ source, warning }, 'The directory was read with a warning.');
      this.log[level]({ source, figures }, 'The directory was synced.');
    } catch (error) {
      if (error instanceof DirectoryBusy) return false;
      const known = knownError(error);
      if (known) this.log.warn({ source, error: known.message }, 'The directory could not be synced.');
      else this.log.error({ source, err: error }, 'The directory could not be synced.');
    }
    return true;
  }
}
