import { LARGE_ROOMS } from '../model/pool';
import { idAt } from '../model/pool-rows';
import type { Random } from '../random';
import type { Page } from './arm';

const ROOMS = 50;
export const WILDCARD = '*mar*';

/** Draws pages of fifty rooms. */
export class Pages {
  /** @param inOrder the ids of all rooms, in the order of their names */
  constructor(
    private readonly inOrder: readonly number[],
    private readonly random: Random,
  ) {}

  /** Rooms that follow each other, at any place. */
  typical(wildcard: string | null = null): Page {
    return { rooms: this.consecutive(ROOMS), consecutive: true, wildcard };
  }

  /** All of the large rooms, and others. */
  heavy(): Page {
    const large = Array.from({ length: LARGE_ROOMS }, (_, place) => idAt(place));
    const others = this.consecutive(ROOMS).filter((id) => !large.includes(id));
    return { rooms: [...large, ...others.slice(0, ROOMS - LARGE_ROOMS)], consecutive: false, wildcard: null };
  }

  private consecutive(count: number): number[] {
    const start = this.random.below(this.inOrder.length - count + 1);
    return this.inOrder.slice(start, start + count);
  }
}
