import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';

import { type LockMode, rowLock } from '../../database/row-lock';
import type { Store } from '../../database/store';
import { ErrorCode, GatewayError } from '../../errors';
import { DirectoryLease } from './directory-lease.entity';

const LEASE_MS = 60_000;
const RENEWED_EVERY_MS = 15_000;

/** Another sync is under way. */
export class DirectoryBusy extends GatewayError {
  constructor() {
    super(
      ErrorCode.CONFLICT,
      'The directory is being synced already, by this gateway or another; try it again when that is done.',
    );
  }
}

/** The right to sync the directory, which one gateway has at a time; that of one that died lapses after a minute. */
export class HeldLease {
  private readonly renewal: NodeJS.Timeout;

  private constructor(
    private readonly store: Store,
    /** What tells this sync from every other. */
    readonly holder: string,
  ) {
    this.renewal = setInterval(() => void this.renew(), RENEWED_EVERY_MS);
    this.renewal.unref();
  }

  /** @throws DirectoryBusy */
  static async take(store: Store): Promise<HeldLease> {
    const holder = randomUUID();
    await store.write(async (tx) => {
      const { holder: other, expiresAt } = await theRow(tx, 'pessimistic_write');
      if (other !== null && expiresAt! > new Date()) throw new DirectoryBusy();
      await tx.update(DirectoryLease, 1, { holder, expiresAt: inAMinute() });
    });
    return new HeldLease(store, holder);
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

/**
 * Makes sure, until the commit, that nobody else has taken the lease over.
 *
 * @throws GatewayError CONFLICT
 */
export async function verifyLease(tx: EntityManager, holder: string): Promise<void> {
  if ((await theRow(tx, 'pessimistic_read')).holder !== holder) {
    throw new GatewayError(
      ErrorCode.CONFLICT,
      'The sync was interrupted for so long that another began; nothing was changed.',
    );
  }
}

function theRow(tx: EntityManager, mode: LockMode): Promise<DirectoryLease> {
  return tx.findOneOrFail(DirectoryLease, { where: { id: 1 }, ...rowLock(tx, mode) });
}

function inAMinute(): Date {
  return new Date(Date.now() + LEASE_MS);
}
