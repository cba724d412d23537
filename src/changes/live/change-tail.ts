import type { Logger } from 'pino';
import type { EntityManager } from 'typeorm';

import { ChangeSequence } from '../../database/change-sequence.entity';
import { entityOf, rowsOf } from '../../database/rows';
import { type Sql, sql } from '../../database/sql';
import { ErrorCode, GatewayError } from '../../errors';
import { AuditEntry } from '../audit-entry.entity';
import { ChangeStream } from './change-stream';

/** What one statement looks at, and brings, at most. */
const NUMBERS_AT_ONCE = 10_000;
const ENTRIES_AT_ONCE = 100;

/** Part of the audit trail, in the order of the commits. */
export interface TailPage {
  entries: readonly AuditEntry[];
  /** Up to which number it was looked for them. */
  upTo: number;
}

/** The end of the audit trail, watched for all who follow it: by what it is told, and by looking from time to time. */
export class ChangeTail {
  private end = 0;
  private readonly streams = new Set<ChangeStream>();
  private readonly pages = new Map<string, Promise<TailPage>>();
  private timer: NodeJS.Timeout | undefined;
  private looking = false;
  private overtaken = false;
  private failing = false;

  /** @param interval seconds after which it looks without being told */
  constructor(
    private readonly read: EntityManager,
    readonly storeId: string,
    private readonly interval: number,
    private readonly log: Logger,
  ) {}

  /** The number of the last change that this gateway knows of. */
  get head(): number {
    return this.end;
  }

  async sequence(): Promise<ChangeSequence> {
    const known = this.end;
    const sequence = await this.read.findOneByOrFail(ChangeSequence, { id: 1 });
    // Of answers that overtake each other the later one counts; only one that was asked for later can take anything back.
    if (sequence.last < known) this.goBackTo(sequence.last);
    else this.moveTo(sequence.last);
    return sequence;
  }

  /**
   * The entries that meet a condition on the table `entry`, after `position`; to be returned when it isn't wanted any more.
   *
   * @param position none that {@link sequence} hasn't come to
   */
  follow(position: number, condition: Sql): ChangeStream {
    const stream = new ChangeStream(this, position, condition);
    this.streams.add(stream);
    this.timer ??= setInterval(() => this.look(), this.interval * 1000);
    return stream;
  }

  /** Forgets a stream. */
  leave(stream: ChangeStream): void {
    this.streams.delete(stream);
    if (this.streams.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }

  /** Looks for what was committed since, where anybody wants to know. */
  look(): void {
    if (this.streams.size === 0) return;
    if (this.looking) this.overtaken = true;
    else void this.lookNow();
  }

  /**
   * What comes after `position`. All who ask for the same at the same time share one statement.
   *
   * @throws GatewayError NOT_FOUND where some of it was cleared away.
   */
  page(position: number, condition: Sql): Promise<TailPage> {
    const upTo = Math.min(this.end, position + NUMBERS_AT_ONCE);
    const key = JSON.stringify([position, upTo, condition]);
    const asked = this.pages.get(key);
    if (asked) return asked;
    const page = this.load(position, upTo, condition).finally(() => this.pages.delete(key));
    this.pages.set(key, page);
    return page;
  }

  private async load(position: number, upTo: number, condition: Sql): Promise<TailPage> {
    const rows = await rowsOf(
      this.read,
      sql`SELECT entry.* FROM audit_entries entry
        WHERE entry.id > ${position} AND entry.id <= ${upTo} AND ${condition}
        ORDER BY entry.id LIMIT ${ENTRIES_AT_ONCE}`,
    );
    // Asked for after the rows: whatever was missing of them is known by now.
    const sequence = await this.sequence();
    checkKept(position, sequence);
    const entries = rows.map((row) => entityOf(this.read, AuditEntry, row));
    return { entries, upTo: entries.length < ENTRIES_AT_ONCE ? Math.min(upTo, sequence.last) : entries.at(-1)!.id };
  }

  private async lookNow(): Promise<void> {
    this.looking = true;
    try {
      do {
        this.overtaken = false;
        await this.sequence();
      } while (this.overtaken);
      this.failing = false;
    } catch (error) {
      // It looks again soon; whoever follows may wait for the database to come back.
      if (!this.failing) this.log.warn({ err: error }, 'The end of the audit trail could not be read.');
      this.failing = true;
    } finally {
      this.looking = false;
    }
  }

  private moveTo(last: number): void {
    if (last <= this.end) return;
    this.end = last;
    for (const stream of this.streams) stream.tell();
  }

  /** A store that was restored, or failed over to a replica that hadn't got everything, gives the same numbers to other changes. */
  private goBackTo(last: number): void {
    this.end = last;
    for (const stream of this.streams) stream.goBackTo(last);
  }
}

/** @throws GatewayError NOT_FOUND where entries after `position` were cleared away. */
export function checkKept(position: number, { forgotten }: ChangeSequence): void {
  if (position >= forgotten) return;
  throw new GatewayError(
    ErrorCode.NOT_FOUND,
    `The place in "after" is change ${position}, but the audit trail is kept only from after change ${forgotten} on; ` +
      'what was missed can\'t be told. Begin anew without "after".',
    { parameter: 'after', change: position, forgotten },
  );
}
