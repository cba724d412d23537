import type { WallEntries } from './affected-lists';
import type { ReachOfUsers, WallSide } from './reach-of-users';

/** What a change makes of a category's wall, as far as the users are concerned that it is about. */
export interface CategoryChange {
  id: number;
  entries: WallEntries;
  before: WallSide;
  after: WallSide;
}

/** By id, step by step. */
export function* categoryChanges(
  walls: ReadonlyMap<number, WallEntries>,
  before: ReachOfUsers,
  after: ReachOfUsers,
): Generator<void, CategoryChange[]> {
  const changes: CategoryChange[] = [];
  for (const [id, entries] of [...walls].sort(([a], [b]) => a - b)) {
    changes.push({ id, entries, before: before.wall(entries), after: after.wall(entries) });
    yield;
  }
  return changes;
}
