import type { EntityManager } from 'typeorm';

import { rowsOf } from '../database/rows';
import { sql } from '../database/sql';
import { type IndexedStore, rebuildDirectory, type RebuildOptions } from './directory-rebuild';
import { EligibilityIndex } from './eligibility-index';
import { readPolicies } from './policies-reading';

/** The numbers of the last changes. */
interface Versions {
  directory: number;
  policies: number;
}

/**
 * Builds the index of what is committed now. What changes in the meantime is read again, and what hasn't changed since an index
 * that is held is taken from that.
 */
export async function loadEligibilityIndex(
  store: IndexedStore,
  held?: EligibilityIndex,
  options?: RebuildOptions,
): Promise<EligibilityIndex> {
  let directory = held?.directory;
  let policies = held?.policies;
  for (;;) {
    // What was read is as of the versions before it, if they are still the same after it.
    const now = await versions(store.read);
    if (directory?.version !== now.directory) {
      directory = await rebuildDirectory(store, options);
      policies = undefined;
    } else if (policies?.version !== now.policies) {
      policies = await readPolicies(store.read, now.policies, directory.graph);
    } else {
      return new EligibilityIndex(directory, policies);
    }
  }
}

async function versions(manager: EntityManager): Promise<Versions> {
  const [row] = await rowsOf(manager, sql`SELECT directory, policies FROM change_sequence WHERE id = 1`);
  return { directory: Number(row!.directory), policies: Number(row!.policies) };
}
