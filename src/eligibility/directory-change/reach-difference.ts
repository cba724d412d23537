import { emptyBits } from '../bitset';
import { PrincipalSet } from '../principal-set';
import { type DirectoryState, reachOf, type Sides } from './directory-state';

/** What a change can make a difference by, and for whom. */
export interface ReachDifference {
  /** The ids of those of the principals that don't reach the same users on both sides. */
  principalIds: ReadonlySet<number>;
  /** The users whom they reach on one side only, and those who are active, or may enter rooms, on one side only. */
  users: PrincipalSet;
}

/** Looks at the principals with these ids, step by step. */
export function* reachDifference(
  { before, after }: Sides<DirectoryState>,
  principalIds: readonly number[],
  ordinalOf: (principalId: number) => number,
): Generator<void, ReachDifference> {
  /** Who is in one of the sets only. */
  const difference = (one: PrincipalSet, other: PrincipalSet) =>
    PrincipalSet.union(after.size, [one.without(other), other.without(one)]);
  const allUsers = PrincipalSet.union(after.size, [before.users, after.users]);
  const users = emptyBits(after.size);
  difference(before.activeUsers, after.activeUsers).addTo(users);
  difference(before.mayEnterAtAll, after.mayEnterAtAll).addTo(users);
  const differing = new Set<number>();
  for (const id of principalIds) {
    const ordinal = ordinalOf(id);
    const found = difference(reachOf(before, ordinal), reachOf(after, ordinal)).intersect(allUsers);
    if (found.size > 0) differing.add(id);
    found.addTo(users);
    yield;
  }
  return { principalIds: differing, users: PrincipalSet.ofBits(after.size, users) };
}
