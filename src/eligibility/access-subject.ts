import type { EligibilityIndex } from './eligibility-index';

/** A principal whose access is asked about, as far as the directory knows it. */
export interface AccessSubject {
  /** Every principal that reaches it, itself included; none for a missing one. */
  ancestorIds: readonly number[];
  /** Whether it may enter rooms: an enabled user with a SIP address, whose policy enables Persistent Chat. */
  mayEnterAtAll: boolean;
}

export function accessSubject(index: EligibilityIndex, principalId: number): AccessSubject {
  const ordinal = index.ordinalOf(principalId);
  return {
    ancestorIds: index.ancestors(principalId),
    mayEnterAtAll: ordinal !== undefined && index.mayEnterAtAll.has(ordinal),
  };
}
