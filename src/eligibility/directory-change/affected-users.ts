import { emptyBits } from '../bitset';
import { inTurns } from '../in-turns';
import { PrincipalSet } from '../principal-set';
import { type DirectoryState, reachOf } from './directory-state';

/** Who is in one of the sets, but not in the other. */
function differing(one: PrincipalSet, other: PrincipalSet): PrincipalSet[] {
  return one === other ? [] : [one.without(other), other.without(one)];
}

/**
 * The users for whom the change can make a difference: those whom one of the principals reaches on one side of it only, and
 * those whom the directory lets enter rooms on one side only.
 */
export function usersBetween(
  before: DirectoryState,
  after: DirectoryState,
  principals: Iterable<number>,
): Promise<PrincipalSet> {
  return inTurns(collected(before, after, principals));
}

function* collected(
  before: DirectoryState,
  after: DirectoryState,
  principals: Iterable<number>,
): Generator<void, PrincipalSet> {
  const bits = emptyBits(after.size);
  for (const part of differing(before.mayEnterAtAll, after.mayEnterAtAll)) part.addTo(bits);
  for (const ordinal of principals) {
    for (const part of differing(reachOf(before, ordinal), reachOf(after, ordinal))) part.addTo(bits);
    yield;
  }
  return PrincipalSet.ofBits(after.size, bits).intersect(PrincipalSet.union(after.size, [before.users, after.users]));
}
