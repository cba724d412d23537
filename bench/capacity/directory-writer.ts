import { takeSequence } from '../../src/database/change-sequence';
import { openStore } from '../../src/database/open-store';
import type { Store } from '../../src/database/store';
import { EdgeKind } from '../../src/directory/principal-edge.entity';
import type { DirectoryDifference } from '../../src/directory/sync/directory-difference';
import { PreparedSync } from '../../src/directory/sync/prepared-sync';
import { Staging } from '../../src/directory/sync/staging';
import type { EdgeChange } from './arm';

/** Memberships alone: whom no source was asked about stays as they are. */
const DIFFERENCE: DirectoryDifference = {
  figures: { added: 0, changed: 0, moved: 0, missing: 0, returned: 0, membershipsAdded: 0, membershipsRemoved: 0 },
  isNothing: false,
  staged: ['edges'],
  skipped: 0,
  warnings: [],
  sources: [],
  losses: [],
  isSomebodyBack: false,
};

/** Changes memberships as a sync does that found nothing else: staged, and then committed with a number of the change sequence. */
export class DirectoryWriter {
  private constructor(private readonly store: Store) {}

  static async open(databaseUrl: string): Promise<DirectoryWriter> {
    return new DirectoryWriter(await openStore(databaseUrl, { migrate: false }));
  }

  /** @returns how long the commit took, without the staging, in milliseconds, and which version of the directory it made */
  async commit(changes: readonly EdgeChange[]): Promise<{ milliseconds: number; version: number }> {
    const prepared = await PreparedSync.prepare(this.store, async (holder) => {
      const staging = new Staging(this.store, holder);
      for (const { effect, group, member } of changes) await staging.edge(effect, EdgeKind.MEMBER, group, member);
      await staging.flush();
      return DIFFERENCE;
    });
    try {
      const start = performance.now();
      const { eligibility } = await this.store.write(async (tx) => {
        await prepared.apply(tx);
        const taken = await takeSequence(tx, 1, 'directory');
        await prepared.log(tx, taken);
        return taken;
      });
      return { milliseconds: performance.now() - start, version: eligibility };
    } finally {
      await prepared.end();
    }
  }

  close(): Promise<void> {
    return this.store.close();
  }
}
