import type { EntityManager } from 'typeorm';

import type { TakenSequence } from '../../database/change-sequence';
import type { Store } from '../../database/store';
import { applyGroups, applyStaged } from './apply-staged';
import type { DirectoryDifference } from './directory-difference';
import { logStaged } from './directory-log';
import { HeldLease, verifyLease } from './directory-lease';
import { countPrincipals } from './source-counts';
import { keepSourceStates } from './source-states';
import { Staging } from './staging';

/** A difference that is staged, and can be applied until it is ended. */
export class PreparedSync {
  private constructor(
    private readonly store: Store,
    private readonly lease: HeldLease,
    readonly difference: DirectoryDifference,
  ) {}

  /**
   * Takes the lease and stages what `compare` finds.
   *
   * @param compare is told what the sync is known by to the staging
   * @throws DirectoryBusy where another sync is under way; whatever `compare` throws, with nothing left behind.
   */
  static async prepare(store: Store, compare: (holder: string) => Promise<DirectoryDifference>): Promise<PreparedSync> {
    const lease = await HeldLease.take(store);
    try {
      return new PreparedSync(store, lease, await compare(lease.holder));
    } catch (error) {
      await release(store, lease);
      throw error;
    }
  }

  /**
   * Makes the store say what the sources do; the number in the change sequence is the caller's to take, and then to `log`.
   *
   * @throws GatewayError CONFLICT where another sync has taken over.
   */
  async apply(tx: EntityManager): Promise<void> {
    await verifyLease(tx, this.lease.holder);
    await countPrincipals(tx);
    await applyStaged(tx, this.difference.staged);
    await keepSourceStates(tx, this.difference);
  }

  /** Keeps what it changed for those who follow the directory. */
  log(tx: EntityManager, taken: TakenSequence): Promise<void> {
    return logStaged(tx, taken);
  }

  /** To be called in any case: clears the staging, and lets others sync. */
  async end(): Promise<void> {
    try {
      if (this.difference.isNothing) await this.store.write((tx) => this.keepBooks(tx));
    } finally {
      await release(this.store, this.lease);
    }
  }

  /** What later syncs need to know changes even where the directory doesn't. */
  private async keepBooks(tx: EntityManager): Promise<void> {
    await verifyLease(tx, this.lease.holder);
    await applyGroups(tx, this.difference.staged);
    await keepSourceStates(tx, this.difference);
  }
}

/** Clears the staging and frees the lease, as far as that can be done: the next sync clears what is left, and the lease lapses by itself. */
async function release(store: Store, lease: HeldLease): Promise<void> {
  await new Staging(store, lease.holder).clear().catch(() => undefined);
  await lease.free().catch(() => undefined);
}
