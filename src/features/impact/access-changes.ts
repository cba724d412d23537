import type { StoredAccessChange, StoredDifference } from '../../changes/stored-impact';
import { compareKeys } from '../../database/text-keys';
import type { AccessDifference, UserDifference } from '../../eligibility/access-difference';
import type { EligibilityIndex } from '../../eligibility/eligibility-index';
import { Connection, type ConnectionArgs, type Page, type PageRequest, pageRequest } from '../../graphql/connection';
import { decodeCursor, encodeCursor } from '../../graphql/cursor';
import { cutPage } from '../../graphql/cut-page';
import type { AccessChange } from './access-change';

const LIST = 'accessChange';
const SHOWN_ROOMS = 500;

type Place = readonly [sortKey: string, principalId: number];

/** Users who gain, or lose, entry: of a plan all of them, after a commit the first 500. */
export class AccessChanges extends Connection<AccessChange> {
  private constructor(
    load: () => Page<AccessChange>,
    total: number,
    readonly pairCount: number,
  ) {
    super(
      () => Promise.resolve(load()),
      () => Promise.resolve(total),
    );
  }

  static planned(index: EligibilityIndex, difference: AccessDifference, args: ConnectionArgs): AccessChanges {
    const request = pageRequest(args);
    const place = (cursor: string | null, parameter: string) =>
      cursor === null ? undefined : index.order.place(...placeOf(cursor, parameter));
    const load = () => {
      const stretch = { after: place(request.after, 'after'), before: place(request.before, 'before') };
      const found = request.backward
        ? difference.last(request.size + 1, stretch)
        : difference.first(request.size + 1, stretch);
      return page(request, found, (change) => [index.sortKeyAt(change.ordinal), change.principalId]);
    };
    return new AccessChanges(load, difference.total, difference.pairCount);
  }

  static stored(difference: StoredDifference, args: ConnectionArgs): AccessChanges {
    const request = pageRequest(args);
    const load = () => {
      const after = request.after === null ? null : placeOf(request.after, 'after');
      const before = request.before === null ? null : placeOf(request.before, 'before');
      const within = difference.users.filter(
        (user) =>
          (!after || comparePlaces(storedPlace(user), after) > 0) &&
          (!before || comparePlaces(storedPlace(user), before) < 0),
      );
      const found = request.backward ? within.slice(-request.size - 1) : within.slice(0, request.size + 1);
      return page(request, found, storedPlace);
    };
    return new AccessChanges(load, difference.total, difference.pairCount);
  }
}

const storedPlace = ({ sortKey, principalId }: StoredAccessChange): Place => [sortKey, principalId];

function placeOf(cursor: string, parameter: string): Place {
  return decodeCursor(cursor, LIST, ['text', 'number'], parameter);
}

function comparePlaces([sortKey, id]: Place, [otherKey, otherId]: Place): number {
  return compareKeys(sortKey, otherKey) || id - otherId;
}

/** Makes a page of what was found for it with one more than its size. */
function page<T extends UserDifference | StoredAccessChange>(
  request: PageRequest,
  found: readonly T[],
  placeOfEntry: (entry: T) => Place,
): Page<AccessChange> {
  const { kept, ...others } = cutPage(request, found);
  return {
    ...others,
    entries: kept.map((entry) => ({
      cursor: encodeCursor(LIST, placeOfEntry(entry)),
      node: {
        principalId: entry.principalId,
        roomIds: entry.roomIds.slice(0, SHOWN_ROOMS),
        roomCount: entry.roomCount,
      },
    })),
  };
}
