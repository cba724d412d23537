import { rowsOf } from '../database/rows';
import { sql } from '../database/sql';
import { type IndexedStore, rebuildDirectory, type RebuildOptions } from './directory-rebuild';
import { EligibilityIndex } from './eligibility-index';
import { followingIndex } from './journal/following-index';
import { readPolicies } from './policies-reading';

/** Builds the index of what is committed now; it follows what changes in the meantime, or reads that again. */
export async function loadEligibilityIndex(store: IndexedStore, options?: RebuildOptions): Promise<EligibilityIndex> {
  for (;;) {
    const directory = await rebuildDirectory(store, options);
    const [now] = await rowsOf(store.read, sql`SELECT policies FROM change_sequence WHERE id = 1`);
    const policies = await readPolicies(store.read, Number(now!.policies), directory.graph);
    const index = await followingIndex(store.read, new EligibilityIndex(directory, policies));
    if (index) return index;
  }
}
