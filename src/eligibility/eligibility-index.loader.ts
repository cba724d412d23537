import { type IndexedStore, rebuildDirectory, type RebuildOptions } from './directory-rebuild';
import { EffectivePolicies } from './effective-policies';
import { EligibilityIndex } from './eligibility-index';
import { followingIndex } from './journal/following-index';

/** Builds the index of what is committed now; it follows what changes in the meantime, or reads that again. */
export async function loadEligibilityIndex(store: IndexedStore, options?: RebuildOptions): Promise<EligibilityIndex> {
  for (;;) {
    const directory = await rebuildDirectory(store, options);
    // Policies are read once it has followed: who is newer than what was read may have been granted one by then.
    const index = await followingIndex(
      store.read,
      new EligibilityIndex(directory, EffectivePolicies.unread(directory.graph)),
    );
    if (index) return index;
  }
}
