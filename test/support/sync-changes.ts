import { takeSequence } from '../../src/database/change-sequence';
import type { Store } from '../../src/database/store';
import type { DirectorySource } from '../../src/directory/directory-source';
import { compareDirectory } from '../../src/directory/sync/directory-comparison';
import type { DirectoryDifference, DirectoryFigures } from '../../src/directory/sync/directory-difference';
import { PreparedSync } from '../../src/directory/sync/prepared-sync';
import { Staging } from '../../src/directory/sync/staging';

/** What a sync came to, the figures that are none left out. */
export type Figures = Partial<DirectoryFigures>;

/** Stages what these sources, which are not all that there are, say by now; of those that can tell it, what changed. */
export function prepareChanges(store: Store, ...sources: DirectorySource[]): Promise<PreparedSync> {
  const toRead = sources.map((source) => ({ source, whole: false }));
  const configured = [...sources.map(({ name }) => name), 'another that is still to come'];
  return PreparedSync.prepare(store, (holder) =>
    compareDirectory(store, new Staging(store, holder), toRead, configured),
  );
}

/** Makes the store say what these sources do, as {@link prepareChanges} reads them. */
export async function syncChanges(store: Store, ...sources: DirectorySource[]): Promise<DirectoryDifference> {
  const prepared = await prepareChanges(store, ...sources);
  try {
    if (!prepared.difference.isNothing) {
      await store.write(async (tx) => {
        await prepared.apply(tx);
        await prepared.log(tx, await takeSequence(tx, 1, 'directory'));
      });
    }
    return prepared.difference;
  } finally {
    await prepared.end();
  }
}

/** The figures that are not zero. */
export function figuresOf({ figures }: DirectoryDifference): Figures {
  return Object.fromEntries(Object.entries(figures).filter(([, figure]) => figure !== 0));
}
