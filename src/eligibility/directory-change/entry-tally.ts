import { countBits, emptyBits } from '../bitset';
import type { PrincipalSet } from '../principal-set';

/** How many gain entry to rooms, or lose it. */
export interface EntryFigures {
  /** Each once, however many rooms it is about. */
  users: number;
  rooms: number;
  /** Pairs of a user and a room. */
  pairs: number;
}

/** Adds up who gains and who loses entry, room by room. */
export class EntryTally {
  private readonly gains: Tally;
  private readonly losses: Tally;

  constructor(universe: number) {
    this.gains = new Tally(universe);
    this.losses = new Tally(universe);
  }

  /** Counts rooms that the same users enter. Each room is to be counted once. */
  add(before: PrincipalSet, after: PrincipalSet, rooms: number): void {
    this.gains.add(after.without(before), rooms);
    this.losses.add(before.without(after), rooms);
  }

  get gained(): EntryFigures {
    return this.gains.figures();
  }

  get lost(): EntryFigures {
    return this.losses.figures();
  }
}

class Tally {
  private readonly users: Uint32Array;
  private rooms = 0;
  private pairs = 0;

  constructor(universe: number) {
    this.users = emptyBits(universe);
  }

  add(users: PrincipalSet, rooms: number): void {
    if (users.size === 0 || rooms === 0) return;
    users.addTo(this.users);
    this.rooms += rooms;
    this.pairs += users.size * rooms;
  }

  figures(): EntryFigures {
    return { users: countBits(this.users), rooms: this.rooms, pairs: this.pairs };
  }
}
