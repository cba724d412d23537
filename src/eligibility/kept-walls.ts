import type { EligibilityIndex } from './eligibility-index';
import { Wall, type WallLists } from './wall';

/** What they all may take, in bytes. */
export const ROOM_FOR_WALLS = 24 * 1024 * 1024;
/** The sets of a wall, which take at most one bit for each principal. */
const SETS = 4;
/** For each character of a key: itself, and its part of the numbers that it spells. */
const BYTES_PER_CHARACTER = 3;

/** The walls that were asked for last, by what their lists say: the same lists make the same wall as long as the index is the same. */
export class KeptWalls {
  private readonly walls = new Map<string, Wall>();
  private taken = 0;

  constructor(private readonly index: EligibilityIndex) {}

  /** What they take at most. */
  get bytes(): number {
    return this.taken;
  }

  of(lists: WallLists): Wall {
    const key = `${lists.allowed.join()} ${lists.denied.join()}`;
    const known = this.walls.get(key);
    if (known) this.forget(key);
    const wall = known ?? new Wall(this.index, lists);
    this.walls.set(key, wall);
    this.taken += this.bytesOf(key);
    for (const oldest of this.walls.keys()) {
      if (this.taken <= ROOM_FOR_WALLS) break;
      this.forget(oldest);
    }
    return wall;
  }

  /** Who still asks has them worked out anew. */
  clear(): void {
    this.walls.clear();
    this.taken = 0;
  }

  private forget(key: string): void {
    this.walls.delete(key);
    this.taken -= this.bytesOf(key);
  }

  private bytesOf(key: string): number {
    return (SETS * this.index.size) / 8 + BYTES_PER_CHARACTER * key.length;
  }
}
