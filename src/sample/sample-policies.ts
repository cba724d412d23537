import { In, type EntityManager } from 'typeorm';

import { foldedKey, sortKey } from '../database/text-keys';
import { resolvePrincipals } from '../directory/identity-resolver';
import { Principal } from '../directory/principal.entity';
import { Policy } from '../features/policy/policy.entity';
import { Scope } from '../features/scope/scope';
import { scopeIdentity } from '../features/scope/scope-identity';
import { Site } from '../features/topology/site.entity';

/** A policy, and in any form of their identities those to whom it is granted. */
export interface SamplePolicy {
  identity: string;
  description: string;
  enables: boolean;
  grantedTo?: readonly string[];
}

export const SAMPLE_POLICIES: readonly SamplePolicy[] = [
  { identity: 'global', description: 'Persistent Chat for the whole company', enables: true },
  {
    identity: 'RedmondPersistentChatPolicy',
    description: 'For those who keep Redmond running: theirs stays on, whatever becomes of the global policy',
    enables: true,
    grantedTo: ['Ken Myer', 'Kim Akers', 'Renée Lo'],
  },
  { identity: 'NoPersistentChat', description: 'For those who are to have none', enables: false },
];

/** Makes the policies in a store that has but the global one, and grants them. */
export async function insertPolicies(tx: EntityManager, policies: readonly SamplePolicy[], now: Date): Promise<void> {
  const sites = new Map((await tx.find(Site)).map(({ nameKey, id }) => [nameKey, id]));
  for (const { identity, description, enables, grantedTo = [] } of policies) {
    const { scope, name, key } = scopeIdentity(identity, 'sample', 'policies', Object.values(Scope));
    const settings = { description, descriptionKey: foldedKey(description), enablePersistentChat: enables };
    const audited = { version: 1, createdAt: now, updatedAt: now };
    if (scope === Scope.GLOBAL) {
      await tx.update(Policy, { identityKey: key }, { ...settings, ...audited });
      continue;
    }
    const siteId = scope === Scope.SITE ? sites.get(foldedKey(name))! : null;
    const { identifiers } = await tx.insert(Policy, {
      identity,
      identityKey: key,
      sortKey: sortKey(key),
      scope,
      siteId,
      ...settings,
      ...audited,
    });
    const granted = await resolvePrincipals(
      tx,
      grantedTo.map((principal) => ({ identity: principal, parameter: 'sample' })),
    );
    await tx.update(Principal, { id: In(granted.map(({ id }) => id)) }, { policyId: identifiers[0]!.id as number });
  }
}
