import { In, LessThanOrEqual } from 'typeorm';

import { idList, sql } from '../database/sql';
import type { Store } from '../database/store';
import { AccessToken } from './access-token.entity';
import { SignInFailures } from './sign-in-failures.entity';

const INTERVAL_MS = 60 * 1000;
const ROWS_AT_ONCE = 5_000;

/** So that who comes back hears that the token expired. */
const SESSIONS_KEPT_MS = 60 * 60 * 1000;

/** Clears away what sign-ins leave behind: tokens that have expired, and counts that have ended. */
export class SignInRemains {
  private due = 0;

  constructor(
    private readonly store: Store,
    private readonly now: () => Date,
  ) {}

  /** At most once a minute and some thousand rows at a time, which is far more than come. */
  async clear(): Promise<void> {
    const now = this.now();
    if (now.getTime() < this.due) return;
    this.due = now.getTime() + INTERVAL_MS;
    await this.clearSessions(new Date(now.getTime() - SESSIONS_KEPT_MS));
    await this.clearFailures(now);
  }

  private async clearSessions(before: Date): Promise<void> {
    const expired = await this.store.read.find(AccessToken, {
      select: { id: true },
      where: { session: true, expiresAt: LessThanOrEqual(before) },
      order: { expiresAt: 'ASC' },
      take: ROWS_AT_ONCE,
    });
    if (expired.length === 0) return;
    const { text } = sql`DELETE FROM access_tokens WHERE id IN (${idList(expired.map(({ id }) => id))})`;
    await this.store.write((tx) => tx.query(text));
  }

  private async clearFailures(now: Date): Promise<void> {
    const ended = await this.store.read.find(SignInFailures, {
      select: { id: true },
      where: { endsAt: LessThanOrEqual(now) },
      order: { endsAt: 'ASC' },
      take: ROWS_AT_ONCE,
    });
    if (ended.length === 0) return;
    // In the order in which tries lock them; one that began anew meanwhile stays.
    const ids = ended.map(({ id }) => id).sort();
    await this.store.write((tx) => tx.delete(SignInFailures, { id: In(ids), endsAt: LessThanOrEqual(now) }));
  }
}
