import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';

import { rowLock } from '../../database/row-lock';
import type { Store } from '../../database/store';
import { ErrorCode, GatewayError } from '../../errors';
import { DirectoryLease } from './directory-lease.entity';

const LEASE_MS = 60_000;
const RENEWED_EVERY_MS = 15_000;

/** The right to sync the directory, which one gateway has at a time; that of one that died lapses after a minute. */
export class HeldLease {
  private readonly renewal: NodeJS.Timeout;

  private constructor(
    private readonly store: Store,
    private readonly holder: string,
  ) {
    this.renewal = setInterval(() => void this.renew(), RENEWED_EVERY_MS);
    this.renewal.unref();
  }

  /** @throws GatewayError CONFLICT where another sync is under way. */
  static async take(store: Store): Promise<HeldLease> {
    const holder = randomUUID();
    await store.write(async (tx) => {
      const { holder: other, expiresAt } = await theRow(tx);
      if (other !== null && expiresAt! > new Date()) {
        throw new GatewayError(
          ErrorCode.CONFLICT,
          'The directory is being synced already, by this gateway or another; try it again when that is done.',
        );
      }
      await tx.update(DirectoryLease, 1, { holder, expiresAt: inAMinute() });
    });
    return new HeldLease(store, holder);
  }

  /**
   * Makes sure, until the commit, that nobody else has taken over.
   *
   * @throws GatewayError CONFLICT
   */
  async verify(tx: EntityManager): Promise<void> {
    if ((await theRow(tx)).holder !== this.holder) {
      throw new GatewayError(
        ErrorCode.CONFLICT,
        'The sync was interrupted for so long that another began; nothing was changed.',
      );
    }
  }

  /** Whether nobody else has taken over. */
  isHeld(): Promise<boolean> {
    return this.store.read.existsBy(DirectoryLease, { holder: this.holder });
  }

  async free(): Promise<void> {
    clearInterval(this.renewal);
    await this.store.write((tx) =>
      tx.update(DirectoryLease, { holder: this.holder }, { holder: null, expiresAt: null }),
    );
  }

  private async renew(): Promise<void> {
    try {
      await this.store.write((tx) => tx.update(DirectoryLease, { holder: this.holder }, { expiresAt: inAMinute() }));
    } catch {
      // The next time may do; if none does, the sync ends with a conflict.
    }
  }
}

function theRow(tx: EntityManager): Promise<DirectoryLease> {
  return tx.findOneOrFail(DirectoryLease, { where: { id: 1 }, ...rowLock(tx, 'pessimistic_write') });
}

function inAMinute(): Date {
  return new Date(Date.now() + LEASE_MS);
}
