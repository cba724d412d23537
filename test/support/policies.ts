import type { EntityManager } from 'typeorm';

import { takeSequence } from '../../src/database/change-sequence';
import { Policy } from '../../src/features/policy/policy.entity';

/** Makes the global policy enable Persistent Chat for everybody, or not. */
export async function setGlobalPolicy(tx: EntityManager, enablePersistentChat: boolean): Promise<void> {
  await tx.update(Policy, { identityKey: 'global' }, { enablePersistentChat });
  await takeSequence(tx, 1, 'policies');
}
