import type { AccessDifference } from '../eligibility/access-difference';
import type { AccessImpact } from '../eligibility/access-impact';

const KEPT_USERS = 500;
const KEPT_ROOMS = 500;

/** A user who gains or loses entry, as it is kept after a commit. */
export interface StoredAccessChange {
  principalId: number;
  /** With the id, its place in display order. */
  sortKey: string;
  /** The first of them, by id. */
  roomIds: number[];
  roomCount: number;
}

export interface StoredDifference {
  total: number;
  pairCount: number;
  /** The first 500, in display order. */
  users: StoredAccessChange[];
}

/** What is kept of an impact after a commit. */
export interface StoredImpact {
  gained: StoredDifference;
  lost: StoredDifference;
}

/** @param madeId the id of the room that the change made */
export function storedImpact({ index, gained, lost }: AccessImpact, madeId: number | null): StoredImpact {
  const stored = (difference: AccessDifference): StoredDifference => ({
    total: difference.total,
    pairCount: difference.pairCount,
    users: difference.first(KEPT_USERS).map(({ ordinal, principalId, roomIds }) => ({
      principalId,
      sortKey: index.sortKeyAt(ordinal),
      roomIds: roomIds
        .slice(0, KEPT_ROOMS)
        .map((id) => id ?? madeId)
        .filter((id) => id !== null),
      roomCount: roomIds.length,
    })),
  });
  return { gained: stored(gained), lost: stored(lost) };
}
