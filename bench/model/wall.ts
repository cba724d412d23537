import type { Random } from '../random';
import type { PlainGraph } from './plain-graph';

/** Of the people on lists, so many are inside the wall; the others were when they were listed. */
const SHARE_INSIDE = 0.93;

/** Who is inside a category's wall, in marks for each principal. */
export class Wall {
  readonly marks: Uint8Array;
  /** How many of those inside are users. */
  readonly users: number;

  constructor(
    private readonly graph: PlainGraph,
    { allowed, denied }: { allowed: readonly number[]; denied: readonly number[] },
  ) {
    const outside = graph.reach(denied);
    this.marks = graph.reach(allowed).map((mark, place) => (outside[place] ? 0 : mark));
    this.users = this.marks.subarray(graph.firstUser, graph.firstGroup).reduce((sum, mark) => sum + mark, 0);
  }

  /** Different users, most of them from inside; no more than there are inside. */
  drawUsers(count: number, random: Random): number[] {
    const { firstUser, firstGroup } = this.graph;
    const drawn = new Set<number>();
    while (drawn.size < Math.min(count, this.users)) {
      const isInside = random.next() < SHARE_INSIDE;
      const user = firstUser + random.below(firstGroup - firstUser);
      if (!isInside || this.marks[user]) drawn.add(user);
    }
    return [...drawn];
  }
}
