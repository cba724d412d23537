import type { EntityManager } from 'typeorm';

import type { Store } from '../../database/store';
import { applyGroups, applyStaged } from './apply-staged';
import type { DirectoryDifference } from './directory-difference';
import { HeldLease } from './directory-lease';
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
   * @throws GatewayError CONFLICT where another sync is under way; whatever `compare` throws, with nothing left behind.
   */
  static async prepare(store: Store, compare: () => Promise<DirectoryDifference>): Promise<PreparedSync> {
    const lease = await HeldLease.take(store);
    try {
      return new PreparedSync(store, lease, await compare());
    } catch (error) {
      await release(store, lease);
      throw error;
    }
  }

  /**
   * Makes the store say what the sources do; the number in the change sequence is the caller's to take.
   *
   * @throws GatewayError CONFLICT where another sync has taken over.
   */
  async apply(tx: EntityManager): Promise<void> {
    await this.lease.verify(tx);
    await applyStaged(tx, this.difference.staged);
    await keepSourceStates(tx, this.difference.sources);
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
    await this.lease.verify(tx);
    await applyGroups(tx, this.difference.staged);
    await keepSourceStates(tx, this.difference.sources);
  }
}

/** Clears the staging, unless another sync has taken over and what is staged is its, and frees the lease. */
async function release(store: Store, lease: HeldLease): Promise<void> {
  try {
    if (await lease.isHeld()) await new Staging(store).clear();
  } finally {
    await lease.free();
  }
}
