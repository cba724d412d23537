import type { EligibilityIndex } from './eligibility-index';
import { Wall, type WallLists } from './wall';

/** In bytes, for sets of one bit for each principal: the most that a set takes. */
const ROOM = 8 * 1024 * 1024;
const FEWEST = 16;

/** The walls that were asked for last, by what their lists say: the same lists make the same wall as long as the index is the same. */
export class KeptWalls {
  private readonly walls = new Map<string, Wall>();
  private readonly most: number;

  constructor(private readonly index: EligibilityIndex) {
    this.most = Math.max(FEWEST, Math.floor((ROOM * 8) / Math.max(index.size, 1)));
  }

  of(lists: WallLists): Wall {
    const key = `${lists.allowed.join()} ${lists.denied.join()}`;
    const wall = this.walls.get(key) ?? new Wall(this.index, lists);
    this.walls.delete(key);
    this.walls.set(key, wall);
    if (this.walls.size > this.most) this.walls.delete(this.walls.keys().next().value!);
    return wall;
  }
}
