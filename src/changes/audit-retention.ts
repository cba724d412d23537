import { setTimeout } from 'node:timers/promises';
import { LessThanOrEqual } from 'typeorm';
import type { Logger } from 'pino';

import type { Store } from '../database/store';
import { AuditEntry } from './audit-entry.entity';
import { Invitation } from './invitation.entity';

const INTERVAL_MS = 60 * 60 * 1000;
const ENTRIES_AT_ONCE = 1_000;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Clears away the audit entries that have been kept long enough, the oldest first, so that those that stay have no gap. */
export class AuditRetention {
  private readonly stopped = new AbortController();
  private running: Promise<void> = Promise.resolve();

  /** @param days for how many days entries are kept; 0 for good */
  constructor(
    private readonly store: Store,
    private readonly days: number,
    private readonly now: () => Date,
    private readonly log: Logger,
  ) {}

  run(): void {
    if (this.days > 0) this.running = this.loop();
  }

  /** Waits for what is being deleted. */
  async stop(): Promise<void> {
    this.stopped.abort();
    await this.running;
  }

  /** Deletes all that is due, some at a time; other gateways may do the same meanwhile. */
  async clear(): Promise<void> {
    const before = new Date(this.now().getTime() - this.days * DAY_MS);
    let deleted = 0;
    let upTo: number | null = null;
    while (!this.stopped.signal.aborted) {
      const due = await this.due(before);
      if (due.length === 0) break;
      upTo = due.at(-1)!;
      await this.forget(upTo);
      deleted += due.length;
    }
    if (deleted > 0)
      this.log.info({ deleted, upTo, before }, 'Audit entries that were kept long enough have been deleted.');
  }

  private async loop(): Promise<void> {
    const { signal } = this.stopped;
    while (!signal.aborted) {
      await this.clear().catch((error) => this.log.error({ err: error }, 'Old audit entries could not be deleted.'));
      await setTimeout(INTERVAL_MS, null, { signal }).catch(() => undefined);
    }
  }

  /** The numbers of the oldest entries, up to the first that stays: clocks may differ between gateways. */
  private async due(before: Date): Promise<number[]> {
    const oldest = await this.store.read.find(AuditEntry, {
      select: { id: true, at: true },
      order: { id: 'ASC' },
      take: ENTRIES_AT_ONCE,
    });
    const stays = oldest.findIndex(({ at }) => at >= before);
    return oldest.slice(0, stays === -1 ? oldest.length : stays).map(({ id }) => id);
  }

  private forget(upTo: number): Promise<void> {
    return this.store.write(async (tx) => {
      await tx.delete(Invitation, { auditEntryId: LessThanOrEqual(upTo) });
      await tx.delete(AuditEntry, { id: LessThanOrEqual(upTo) });
      await tx.query('UPDATE change_sequence SET forgotten = ? WHERE id = 1 AND forgotten < ?', [upTo, upTo]);
    });
  }
}
