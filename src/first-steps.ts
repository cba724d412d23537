import type { Logger } from 'pino';
import type { EntityManager } from 'typeorm';

import { Policy } from './features/policy/policy.entity';
import { Pool } from './features/topology/pool.entity';

/** Says what a store lacks before anybody can make or enter a room; who begins with one of their own may not know. */
export async function sayFirstSteps(read: EntityManager, log: Logger): Promise<void> {
  if (!(await read.exists(Pool))) {
    log.warn(
      'There is no pool yet, so there can be no room: let TOPOLOGY name a document of your sites and pools (docs/topology.md).',
    );
  }
  if (!(await read.existsBy(Policy, { enablePersistentChat: true }))) {
    log.warn(
      'No policy enables Persistent Chat, so nobody can enter a room: setPolicy(input: { identity: "global", enablePersistentChat: true }) lets everybody in.',
    );
  }
}
