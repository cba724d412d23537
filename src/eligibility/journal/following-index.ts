import type { EntityManager } from 'typeorm';

import { EligibilityIndex } from '../eligibility-index';
import { inTurns } from '../in-turns';
import { readPolicies } from '../policies-reading';
import { directoryAfter } from './directory-after';
import { JournaledDirectory } from './journaled-directory';
import { readTail } from './tail-reading';

/**
 * The index of what is committed now, made from one by what changed since. Only one at a time is to be made from an index.
 *
 * @returns null where it has to be made anew: what changed isn't kept, or is more than a journal takes
 */
export async function followingIndex(manager: EntityManager, held: EligibilityIndex): Promise<EligibilityIndex | null> {
  let index = held;
  for (;;) {
    const { directory, policies, tail } = await readTail(manager, index.directory.version);
    if (directory !== index.directory.version) {
      const before = JournaledDirectory.over(index.directory);
      const next = tail && before.fullness < 1 && (await inTurns(directoryAfter(before, tail)));
      if (!next) return null;
      index = index.after(next.directory, next.changed);
    }
    if (policies === index.policies.version) return index;
    // What is read now is as of the version before it, if that is still the same after it.
    index = new EligibilityIndex(index.directory, await readPolicies(manager, policies, index.graph));
  }
}
