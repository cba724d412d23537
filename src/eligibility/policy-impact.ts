import type { EffectivePolicies } from './effective-policies';
import type { EligibilityIndex } from './eligibility-index';
import type { PrincipalSet } from './principal-set';
import { principalsDigest } from './principals-digest';

/**
 * The users who gain and who lose Persistent Chat by a change of policies, such as
 * `new PolicyImpact(index, index.policies.withGrant(policyId, principalIds))`. Those whom the directory doesn't let use it, missing or
 * disabled or without a SIP address, have none to gain or to lose.
 */
export class PolicyImpact {
  readonly gained: PrincipalSet;
  readonly lost: PrincipalSet;

  /** @param after made from the policies of the index */
  constructor(
    readonly index: EligibilityIndex,
    after: EffectivePolicies,
  ) {
    const users = after.enabledAmong(index.activeUsers);
    this.gained = users.without(index.mayEnterAtAll);
    this.lost = index.mayEnterAtAll.without(users);
  }

  /** Equal for equal impacts, on every gateway and whatever else happens in the directory. */
  digestInput(): { gained: string; lost: string } {
    return { gained: principalsDigest(this.index, this.gained), lost: principalsDigest(this.index, this.lost) };
  }
}
