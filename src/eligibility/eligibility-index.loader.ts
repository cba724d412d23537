import type { EntityManager } from 'typeorm';

import { rowsOf } from '../database/rows';
import type { RowReader } from '../database/snapshot';
import { raw, sql } from '../database/sql';
import { EligibilityIndex } from './eligibility-index';
import { readDirectory } from './packed/directory-reading';
import { packDirectory, unpackDirectory } from './packed/packed-directory';
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
export async function loadEligibilityIndex(manager: EntityManager, held?: EligibilityIndex): Promise<EligibilityIndex> {
  let directory = held?.directory;
  let policies = held?.policies;
  for (;;) {
    // What was read is as of the versions before it, if they are still the same after it.
    const now = await versions(manager);
    if (directory?.version !== now.directory) {
      directory = unpackDirectory(now.directory, packDirectory(await readDirectory(rowsBy(manager))));
      policies = undefined;
    } else if (policies?.version !== now.policies) {
      policies = await readPolicies(manager, now.policies, directory.graph);
    } else {
      return new EligibilityIndex(directory, policies);
    }
  }
}

function rowsBy(manager: EntityManager): RowReader {
  return async (statement, onRow) => {
    for (const row of await rowsOf(manager, sql`${raw(statement)}`)) onRow(Object.values(row));
  };
}

async function versions(manager: EntityManager): Promise<Versions> {
  const [row] = await rowsOf(manager, sql`SELECT directory, policies FROM change_sequence WHERE id = 1`);
  return { directory: Number(row!.directory), policies: Number(row!.policies) };
}
