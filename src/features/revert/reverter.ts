import type { Plan } from '../../changes/plan';
import type { PastChange } from './past-change';
import type { Reverting } from './reverting';

/** Undoes changes of things of one type, at least one of them. What stands in the way of one of them is told in its plan, as of a change of many. */
export interface Reverter {
  /** The type in the graph, such as `Room`. */
  readonly type: string;

  /** Makes things again that were removed. */
  restore(reverting: Reverting, removals: readonly PastChange[]): Promise<Plan>;

  /** Sets things back that were changed. */
  setBack(reverting: Reverting, changes: readonly PastChange[]): Promise<Plan>;

  /** Removes things that were made. */
  remove(reverting: Reverting, makings: readonly PastChange[]): Promise<Plan>;
}
