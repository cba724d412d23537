import { PrincipalKind } from '../../directory/principal.entity';
import type { EligibilityIndex } from '../eligibility-index';
import { PrincipalSet } from '../principal-set';

/** An entry of a list, as far as a review looks at it. */
export interface ListedPrincipal {
  id: number;
  ordinal: number;
  /** All that it reaches, itself included; null for one that can reach nothing else. */
  reach: PrincipalSet | null;
}

/** Looks at what entries of lists reach; what it learns of groups and containers it keeps. */
export class ListedPrincipals {
  /** Those that can reach nothing but themselves. */
  private readonly single: PrincipalSet;
  private readonly users: PrincipalSet;
  private readonly composites = new Map<number, ListedPrincipal & { reachesUsers: boolean }>();

  constructor(readonly index: EligibilityIndex) {
    this.users = index.ofKinds([PrincipalKind.USER]);
    this.single = index.ofKinds([PrincipalKind.USER, PrincipalKind.CONTACT]);
  }

  /** Null for one that is missing, or newer than the index. */
  of(id: number): ListedPrincipal | null {
    const ordinal = this.index.ordinalOf(id);
    if (ordinal === undefined) return null;
    if (this.single.has(ordinal)) return { id, ordinal, reach: null };
    const known = this.composites.get(id);
    if (known) return known;
    if (this.index.isMissing(id)) return null;
    const reach = this.index.reach([id]);
    const composite = { id, ordinal, reach, reachesUsers: overlaps(reach, this.users) };
    this.composites.set(id, composite);
    return composite;
  }

  /** Whether a group or container reaches no user. */
  isEmpty({ id, reach }: ListedPrincipal): boolean {
    return reach !== null && !this.composites.get(id)!.reachesUsers;
  }
}

/** Whether a set has all that an entry reaches. */
export function hasAll(set: PrincipalSet, { ordinal, reach }: ListedPrincipal): boolean {
  return set.has(ordinal) && (reach === null || reach === set || reach.without(set).size === 0);
}

/** Whether a set has anything that an entry reaches. */
export function hasSome(set: PrincipalSet, { ordinal, reach }: ListedPrincipal): boolean {
  return set.has(ordinal) || (reach !== null && overlaps(reach, set));
}

function overlaps(set: PrincipalSet, other: PrincipalSet): boolean {
  return set.intersect(other).size > 0;
}
