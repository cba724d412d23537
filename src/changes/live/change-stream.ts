import type { Sql } from '../../database/sql';
import { ErrorCode, GatewayError } from '../../errors';
import type { AuditEntry } from '../audit-entry.entity';
import type { ChangeTail } from './change-tail';

/** The audit entries of one subscriber, read as it asks for them: a slow one has no more than a page in memory. */
export class ChangeStream implements AsyncIterableIterator<AuditEntry> {
  private page: readonly AuditEntry[] = [];
  private given = 0;
  private closed = false;
  private wake: (() => void) | undefined;
  private failure: GatewayError | undefined;

  /** @param position the number of the last change that isn't wanted */
  constructor(
    private readonly tail: ChangeTail,
    private position: number,
    private readonly condition: Sql,
  ) {}

  /** @throws GatewayError NOT_FOUND where the trail was cleared away up to beyond what was read, or the store lost some of that. */
  async next(): Promise<IteratorResult<AuditEntry, undefined>> {
    while (!this.closed) {
      if (this.failure) throw this.failure;
      const entry = this.page[this.given++];
      if (entry) return { done: false, value: entry };
      if (this.position < this.tail.head) await this.turnPage();
      else await this.news();
    }
    return { done: true, value: undefined };
  }

  async return(): Promise<IteratorResult<AuditEntry, undefined>> {
    this.closed = true;
    this.tail.leave(this);
    this.tell();
    return { done: true, value: undefined };
  }

  /** Says that there may be more to read. */
  tell(): void {
    this.wake?.();
  }

  /** Says that the store has lost all changes after `last`: whoever has read of them can't go on. */
  goBackTo(last: number): void {
    if (this.position > last) this.failure = lost(this.position, last);
    this.tell();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  private async turnPage(): Promise<void> {
    const { entries, upTo } = await this.tail.page(this.position, this.condition);
    this.page = entries;
    this.given = 0;
    this.position = upTo;
  }

  private news(): Promise<void> {
    return new Promise((resolve) => (this.wake = resolve));
  }
}

function lost(position: number, last: number): GatewayError {
  return new GatewayError(
    ErrorCode.NOT_FOUND,
    `The changes were followed up to change ${position}, but the store went back to change ${last}: it was restored, or its new ` +
      'primary had not got the others. Begin anew without "after".',
    { parameter: 'after', change: position, last },
  );
}
