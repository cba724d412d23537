import { takeSequence } from '../../database/change-sequence';
import type { Store } from '../../database/store';
import type { DirectorySource } from '../directory-source';
import type { SyncWarning } from '../sync-warnings';
import { compareDirectory } from './directory-comparison';
import type { DirectoryFigures } from './directory-difference';
import { PreparedSync } from './prepared-sync';
import { Staging } from './staging';

export interface SyncResult extends DirectoryFigures {
  /** Entries of kinds that are no principals. */
  skipped: number;
  warnings: SyncWarning[];
}

/**
 * Makes the store say what the sources say, which together are the whole directory, whatever that takes away.
 *
 * @throws GatewayError BAD_USER_INPUT where a source is broken or empty, UNAVAILABLE where one can't be read, CONFLICT where another sync is
 * under way; the store is as it was.
 */
export async function syncNow(store: Store, ...sources: DirectorySource[]): Promise<SyncResult> {
  const prepared = await prepareNow(store, ...sources);
  try {
    const { isNothing, figures, skipped, warnings } = prepared.difference;
    if (!isNothing) {
      await store.write(async (tx) => {
        await prepared.apply(tx);
        await prepared.log(tx, await takeSequence(tx, 1, 'directory'));
      });
    }
    return { ...figures, skipped, warnings };
  } finally {
    await prepared.end();
  }
}

/** Stages what it takes to make the store say what the sources say. */
export async function prepareNow(store: Store, ...sources: DirectorySource[]): Promise<PreparedSync> {
  const toRead = sources.map((source) => ({ source, whole: true }));
  const configured = sources.map(({ name }) => name);
  return PreparedSync.prepare(store, (holder) =>
    compareDirectory(store, new Staging(store, holder), toRead, configured),
  );
}
