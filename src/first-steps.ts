import type { EntityManager } from 'typeorm';

import { Policy } from './features/policy/policy.entity';
import { Pool } from './features/topology/pool.entity';

/** What a store lacks before anybody can make or enter a room, in sentences; who begins with one of their own may not know. */
export async function missingFirstSteps(read: EntityManager): Promise<string[]> {
  const missing: string[] = [];
  if (!(await read.exists(Pool))) {
    missing.push(
      'There is no pool yet, so there can be no room: let TOPOLOGY name a document of your sites and pools (docs/topology.md).',
    );
  }
  if (!(await read.existsBy(Policy, { enablePersistentChat: true }))) {
    missing.push(
      'No policy enables Persistent Chat, so nobody can enter a room: setPolicy(input: { identity: "global", enablePersistentChat: true }) lets everybody in.',
    );
  }
  return missing;
}
