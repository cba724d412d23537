import { createHash } from 'node:crypto';

import type { EligibilityIndex } from './eligibility-index';
import type { PrincipalSet } from './principal-set';

/** Equal for the same principals, whatever their ordinals. */
export function principalsDigest(index: EligibilityIndex, principals: PrincipalSet): string {
  const ids = Uint32Array.from(principals, (ordinal) => index.idAt(ordinal)).sort();
  return createHash('sha256').update(ids).digest('hex');
}
