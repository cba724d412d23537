import { addressOf } from '../model/ldif';
import type { Model } from '../model/model';
import type { User } from '../model/organisation';
import { idAt } from '../model/pool-rows';
import { FIRST, type Page, type RoomAnswer } from './arm';

/** What of a store can't be told from what was generated. */
export interface Stored {
  /** The ids of the principals, by their places in the graph. */
  ids: Uint32Array;
  /** The ids of the principals, and of the rooms, as the store orders them. */
  principalsInOrder: readonly number[];
  roomsInOrder: readonly number[];
}

/** Knows the right answers: worked out in plain sets from what was generated, and from nothing that the gateway made of it. */
export class Oracle {
  private readonly walls = new Map<number, Uint8Array>();
  private known = new WeakMap<Page, RoomAnswer[]>();
  private readonly rank: Uint32Array;
  private readonly roomRank: ReadonlyMap<number, number>;

  constructor(
    readonly model: Model,
    readonly stored: Stored,
  ) {
    const rankOf = new Map(stored.principalsInOrder.map((id, rank) => [id, rank]));
    this.roomRank = new Map(stored.roomsInOrder.map((id, rank) => [id, rank]));
    this.rank = stored.ids.map((id) => rankOf.get(id)!);
  }

  answers(page: Page): RoomAnswer[] {
    const answers = this.known.get(page) ?? this.workOut(page);
    this.known.set(page, answers);
    return answers;
  }

  private workOut({ rooms, wildcard }: Page): RoomAnswer[] {
    return rooms.map((id) => {
      const eligible = this.eligible(id);
      return this.answer(wildcard === null ? eligible : eligible.filter((place) => this.fits(place, wildcard)));
    });
  }

  /** The places of the principals who are eligible in a room. */
  eligible(roomId: number): number[] {
    const { category, members } = this.model.pool.rooms[roomId - 1]!;
    const wall = this.wall(category);
    return this.model.graph.reached(members).filter((place) => wall[place]);
  }

  /** The places of the principals inside the wall around a room. */
  inside(roomId: number): number[] {
    const found: number[] = [];
    this.wall(this.model.pool.rooms[roomId - 1]!.category).forEach((mark, place) => mark && found.push(place));
    return found;
  }

  /** The users who may enter a room, of those who have Persistent Chat. */
  entrants(roomId: number): number[] {
    return this.eligible(roomId).filter((place) => this.model.graph.isUser(place) && this.isEnabled(place));
  }

  /** What is said of principals in answers. */
  answer(places: readonly number[]): RoomAnswer {
    const sorted = places.toSorted((a, b) => this.rank[a]! - this.rank[b]!);
    return { totalCount: places.length, first: sorted.slice(0, FIRST).map((place) => this.stored.ids[place]!) };
  }

  /** A mark for each principal inside the wall of a category. */
  wall(category: number): Uint8Array {
    const known = this.walls.get(category);
    if (known) return known;
    const { allowed, denied } = this.model.pool.categories[category]!;
    const outside = this.model.graph.reach(denied);
    const wall = this.model.graph.reach(allowed).map((mark, place) => (outside[place] ? 0 : mark));
    this.walls.set(category, wall);
    return wall;
  }

  /** The rooms that a user may enter, by their ids. */
  enterable(user: number): number[] {
    const ancestors = this.ancestors(user);
    return this.model.pool.rooms.flatMap(({ category, members }, place) =>
      this.wall(category)[user] && (members.length === 0 || members.some((member) => ancestors.has(member)))
        ? [idAt(place)]
        : [],
    );
  }

  isEnabled(user: number): boolean {
    return !(this.model.graph.principals[user] as User).disabled;
  }

  /** Rooms by their names. */
  inOrder(roomIds: readonly number[]): number[] {
    return roomIds.toSorted((a, b) => this.roomRank.get(a)! - this.roomRank.get(b)!);
  }

  /** To be called when the directory has changed. */
  forget(): void {
    this.walls.clear();
    this.known = new WeakMap();
  }

  /** All that reaches a user, itself included. */
  private ancestors(user: number): Set<number> {
    const { graph } = this.model;
    const found = new Set([user]);
    for (const place of found) {
      for (let group = graph.firstGroup; group < graph.size; group += 1) {
        if (graph.membersOf(group).has(place)) found.add(group);
      }
    }
    for (const container of graph.containersOf(user)) found.add(container);
    return found;
  }

  private fits(place: number, wildcard: string): boolean {
    const { graph } = this.model;
    return graph.isUser(place) && fits(addressOf(graph.principals[place] as User), wildcard);
  }
}

function fits(text: string, wildcard: string): boolean {
  const parts = wildcard.split('*').map((part) => part.replace(/[^\w]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(text);
}

/** @throws Error at the first room of which an answer says something else than it should. */
export function check(
  what: string,
  { rooms }: Page,
  answers: readonly RoomAnswer[],
  right: readonly RoomAnswer[],
): void {
  if (answers.length !== rooms.length)
    throw new Error(`${what} answered for ${answers.length} of ${rooms.length} rooms.`);
  rooms.forEach((room, i) => {
    const [said, wanted] = [answers[i]!, right[i]!].map(({ totalCount, first }) => `${totalCount}: ${first.join()}`);
    if (said !== wanted) throw new Error(`${what} answered for the room ${room} with ${said} instead of ${wanted}.`);
  });
}
