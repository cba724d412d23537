import type { EligibilityIndex } from '../eligibility/eligibility-index';
import type { PolicyImpact } from '../eligibility/policy-impact';
import type { PrincipalSet } from '../eligibility/principal-set';

const KEPT_USERS = 500;

export interface StoredPrincipals {
  total: number;
  /** The first 500, in display order. */
  principalIds: number[];
}

/** What is kept after a commit of who gained and who lost Persistent Chat. */
export interface StoredPolicyImpact {
  gained: StoredPrincipals;
  lost: StoredPrincipals;
}

export function storedPolicyImpact({ index, gained, lost }: PolicyImpact): StoredPolicyImpact {
  return { gained: stored(index, gained), lost: stored(index, lost) };
}

function stored(index: EligibilityIndex, users: PrincipalSet): StoredPrincipals {
  const first = index.order.first(users, KEPT_USERS);
  return { total: users.size, principalIds: first.map((ordinal) => index.idAt(ordinal)) };
}
