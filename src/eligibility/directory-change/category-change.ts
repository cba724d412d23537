import type { WallEntries } from './affected-lists';
import type { Sides } from './directory-state';
import type { ReachOfUsers, WallSide } from './reach-of-users';

/** What a change makes of a category's wall, as far as it concerns some users. */
export interface CategoryChange extends Sides<WallSide> {
  id: number;
  entries: WallEntries;
}

/** By id, step by step. */
export function* categoryChanges(
  walls: ReadonlyMap<number, WallEntries>,
  { before, after }: Sides<ReachOfUsers>,
): Generator<void, CategoryChange[]> {
  const changes: CategoryChange[] = [];
  for (const [id, entries] of [...walls].sort(([a], [b]) => a - b)) {
    changes.push({ id, entries, before: before.wall(entries), after: after.wall(entries) });
    yield;
  }
  return changes;
}
