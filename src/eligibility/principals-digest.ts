import { createHash } from 'node:crypto';

import type { EligibilityIndex } from './eligibility-index';
import type { PrincipalSet } from './principal-set';

/** Equal for the same principals, whatever their ordinals. */
export function principalsDigest(index: EligibilityIndex, principals: PrincipalSet): string {
  const ids = principals.toArray();
  for (let i = 0; i < ids.length; i++) ids[i] = index.idAt(ids[i]!);
  return createHash('sha256').update(ids.sort()).digest('hex');
}
