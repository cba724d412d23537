import type { ChangeService } from './changes/change.service';
import { principalFilter } from './features/principal/principal.filter';
import { AccessFindingResolver } from './features/review/access-finding.resolver';
import {
  AccessReviewResolver,
  CategoryAccessReviewResolver,
  PoolAccessReviewResolver,
} from './features/review/access-review.resolver';
import { AccessReviewService } from './features/review/access-review.service';
import { AccessReviews } from './features/review/access-reviews';
import { FindingTests } from './features/review/finding-test';
import { type RemovalServices, RemoveAccessEntriesPlanner } from './features/review/remove-access-entries.plan';
import { RemoveAccessEntriesResolver } from './features/review/remove-access-entries.resolver';
import { RoomListsService } from './features/room/room-lists.service';
import { roomFilter } from './features/room/room.filter';

/** What reviews ask. */
export interface ReviewNeighbours extends Omit<RemovalServices, 'roomLists'> {
  changes: ChangeService;
}

/** What answers for reviews of access lists. */
export function composeReviews({ changes, ...services }: ReviewNeighbours): object[] {
  const { eligibility, categories, rooms } = services;
  const reviews = new AccessReviews();
  const tests = new FindingTests({
    categories: categories.filter,
    rooms: roomFilter(eligibility, categories.filter),
    principals: principalFilter(eligibility),
  });
  const service = new AccessReviewService(eligibility, reviews, tests);
  const roomLists = new RoomListsService(rooms, eligibility);
  const planner = new RemoveAccessEntriesPlanner({ ...services, roomLists }, reviews, tests);
  return [
    new PoolAccessReviewResolver(service),
    new CategoryAccessReviewResolver(service),
    new AccessReviewResolver(service),
    new AccessFindingResolver(service),
    new RemoveAccessEntriesResolver(changes, planner),
  ];
}
