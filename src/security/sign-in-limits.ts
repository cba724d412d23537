import { type EntityManager, In } from 'typeorm';

import { boundValue } from '../database/rows';
import { join, or, raw, sql } from '../database/sql';
import type { Store } from '../database/store';
import { ErrorCode, GatewayError } from '../errors';
import type { Counter } from './sign-in-counters';
import { SignInFailures } from './sign-in-failures.entity';

const WINDOW_MS = 15 * 60 * 1000;

/** Keeps count of failed sign-ins in the store, for all gateways together. */
export class SignInLimits {
  constructor(
    private readonly store: Store,
    private readonly now: () => Date,
  ) {}

  /**
   * Makes a try that counts as failed until it has succeeded, so that of many at once no more than the limit are made. One that throws
   * counts for nothing, as it found out nothing.
   *
   * @param attempt whether it succeeded; is told whether a quiet counter is full, and must then refuse as it does for any other reason
   * @throws GatewayError LIMIT_EXCEEDED where another counter is full, with `retryAfter` in seconds.
   */
  async attempt(counters: readonly Counter[], attempt: (full: boolean) => Promise<boolean>): Promise<boolean> {
    const { counts, full } = await this.store.write((tx) => this.count(tx, counters));
    let failed = false;
    try {
      failed = !(await attempt(full));
      return !failed;
    } finally {
      if (!failed) await this.store.write((tx) => this.giveBack(tx, counts));
    }
  }

  private async count(
    tx: EntityManager,
    counters: readonly Counter[],
  ): Promise<{ counts: SignInFailures[]; full: boolean }> {
    if (counters.length === 0) return { counts: [], full: false };
    const now = this.now();
    await addOne(tx, counters, now);
    const counts = await tx.findBy(SignInFailures, { id: In(counters.map(({ id }) => id)) });
    const exceeded = counters.flatMap(({ id, most, quiet }) => {
      const count = counts.find((each) => each.id === id)!;
      return count.failures > most ? [{ quiet, endsAt: count.endsAt.getTime() }] : [];
    });
    const ends = exceeded.filter(({ quiet }) => !quiet).map(({ endsAt }) => endsAt);
    // Nothing is stored of a try that isn't made.
    if (ends.length > 0) throw limitExceeded(Math.max(...ends) - now.getTime());
    return { counts, full: exceeded.length > 0 };
  }

  /** Only in the count in which they were taken: the next has other tries in it. */
  private async giveBack(tx: EntityManager, counts: readonly SignInFailures[]): Promise<void> {
    if (counts.length === 0) return;
    const taken = counts.map(({ id, endsAt }) => sql`(id = ${id} AND ends_at = ${bound(tx, endsAt)})`);
    const statement = sql`UPDATE sign_in_failures SET failures = failures - 1 WHERE ${or(taken)}`;
    await tx.query(statement.text, [...statement.values]);
  }
}

/** Adds a failure to each, in the order of their ids lest two tries wait for each other; what ended begins anew. */
async function addOne(tx: EntityManager, counters: readonly Counter[], at: Date): Promise<void> {
  const now = bound(tx, at);
  const endsAt = bound(tx, new Date(at.getTime() + WINDOW_MS));
  const ids = counters.map(({ id }) => id).sort();
  const isFile = tx.dataSource.options.type === 'better-sqlite3';
  // MySQL assigns from left to right: the count must come before the end that it is told by.
  const statement = sql`INSERT INTO sign_in_failures (id, failures, ends_at)
    VALUES ${join(
      ids.map((id) => sql`(${id}, 1, ${endsAt})`),
      ', ',
    )}
    ${raw(isFile ? 'ON CONFLICT (id) DO UPDATE SET' : 'ON DUPLICATE KEY UPDATE')}
      failures = CASE WHEN sign_in_failures.ends_at <= ${now} THEN 1 ELSE sign_in_failures.failures + 1 END,
      ends_at = CASE WHEN sign_in_failures.ends_at <= ${now} THEN ${endsAt} ELSE sign_in_failures.ends_at END`;
  await tx.query(statement.text, [...statement.values]);
}

function bound(tx: EntityManager, date: Date): unknown {
  return boundValue(tx, tx.dataSource.getMetadata(SignInFailures), 'endsAt', date);
}

function limitExceeded(waitMs: number): GatewayError {
  const retryAfter = Math.ceil(waitMs / 1000);
  return new GatewayError(
    ErrorCode.LIMIT_EXCEEDED,
    `Too many sign-ins have failed; try again in ${retryAfter} seconds.`,
    { retryAfter },
  );
}
