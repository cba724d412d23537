import type { EntityManager } from 'typeorm';

import { changedBetween, isSameMoment, type Moment } from '../database/moment';
import { rowsOf } from '../database/rows';
import { raw, sql } from '../database/sql';
import { AccessList } from './access-entry.entity';
import { type AccessListKey, MOST_LISTS, readLists, type ReadLists } from './access-lists-reading';

/** What they all may take, in bytes. */
export const ROOM_FOR_LISTS = 32 * 1024 * 1024;
/** The array of a list and its place among the others, and each of its entries. */
const BYTES_PER_LIST = 100;
const BYTES_PER_ENTRY = 8;
/** After more changes than this everything is read anew where it is asked for. */
const MOST_FOLLOWED = 2_000;

const LISTS = Object.values(AccessList);
/** By the type in the graph. */
const OWNERS = [
  { type: 'Category', table: raw('categories'), lists: [AccessList.ALLOWED, AccessList.DENIED, AccessList.CREATORS] },
  { type: 'Room', table: raw('rooms'), lists: [AccessList.MEMBERS, AccessList.MANAGERS, AccessList.PRESENTERS] },
];
const LISTS_OF = new Map(OWNERS.map(({ type, lists }) => [type, lists]));

/**
 * The access lists that this gateway has read, for all of its requests, as they are in one moment of the store. Every change of a list is in the audit
 * trail by the number that it takes: so they are brought on by what that says, and are given only to who knows the moment.
 */
export class KeptLists {
  /** How many lists requests found here, and how many they had to read. */
  readonly asked = { memory: 0, store: 0 };

  private readonly lists = new Map<number, readonly number[]>();
  private taken = 0;
  private moment?: Moment;
  private following?: Promise<void>;

  /** @param room in bytes */
  constructor(private readonly room = ROOM_FOR_LISTS) {}

  /** What they take. */
  get bytes(): number {
    return this.taken;
  }

  /** The moment that they are as of; undefined before anything is kept. */
  get asOf(): Moment | undefined {
    return this.moment;
  }

  /** Reads the lists of all rooms and categories, as far as there is room for them. */
  async readAll(manager: EntityManager): Promise<void> {
    let bytes = 0;
    for (const { table, lists } of OWNERS) {
      const owners = await rowsOf(manager, sql`SELECT id FROM ${table} ORDER BY id`);
      const keys = owners.flatMap(({ id }) => lists.map((list) => ({ list, ownerId: Number(id) })));
      for (let start = 0; start < keys.length && bytes < this.room; start += MOST_LISTS) {
        const some = keys.slice(start, start + MOST_LISTS);
        const asked = this.moment;
        const read = await readLists(manager, some);
        await this.follow(manager, read.moment);
        this.keep(some, read, asked);
        bytes += read.lists.reduce((sum, list) => sum + bytesOf(list), 0);
      }
    }
  }

  /** Brings the lists to a moment, unless they are as of a later one. */
  async follow(manager: EntityManager, to: Moment): Promise<void> {
    while (this.moment && this.moment.last < to.last) {
      this.following ??= this.step(manager, this.moment, to).finally(() => (this.following = undefined));
      await this.following;
    }
  }

  /** The lists as of a moment; undefined where one isn't kept, and where they are as of another, or of a store that lost changes. */
  at(moment: Moment, keys: readonly AccessListKey[]): (readonly number[] | undefined)[] {
    const isAsOf = this.moment !== undefined && isSameMoment(this.moment, moment);
    return keys.map((key) => (isAsOf ? this.lists.get(placeOf(key)) : undefined));
  }

  /**
   * Keeps what was read, where it is as of the moment of all others.
   *
   * @param before the moment that they were as of when the statement was sent
   */
  keep(keys: readonly AccessListKey[], { moment, lists }: ReadLists, before: Moment | undefined): void {
    if (!this.moment || (before && isLost(before, moment))) this.beginAt(moment);
    if (!isSameMoment(this.moment!, moment)) return;
    keys.forEach((key, i) => this.add(placeOf(key), lists[i]!));
  }

  private async step(manager: EntityManager, from: Moment, to: Moment): Promise<void> {
    const changed = to.last - from.last > MOST_FOLLOWED ? undefined : await changedBetween(manager, from, to);
    // A request that was answered meanwhile may have found that the store lost changes.
    if (this.moment !== from) return;
    if (!changed) return this.beginAt(to);
    this.moment = to;
    for (const { type, id: ownerId } of changed) {
      for (const list of LISTS_OF.get(type) ?? []) this.remove(placeOf({ list, ownerId }));
    }
  }

  private beginAt(moment: Moment): void {
    this.lists.clear();
    this.taken = 0;
    this.moment = moment;
  }

  private add(place: number, list: readonly number[]): void {
    this.remove(place);
    this.lists.set(place, list);
    this.taken += bytesOf(list);
    for (const oldest of this.lists.keys()) {
      if (this.taken <= this.room) break;
      this.remove(oldest);
    }
  }

  private remove(place: number): void {
    const list = this.lists.get(place);
    if (!list) return;
    this.lists.delete(place);
    this.taken -= bytesOf(list);
  }
}

function placeOf({ list, ownerId }: AccessListKey): number {
  return ownerId * LISTS.length + LISTS.indexOf(list);
}

function bytesOf(list: readonly number[]): number {
  return BYTES_PER_LIST + BYTES_PER_ENTRY * list.length;
}

/** Whether what was seen later comes of a store without all of what was there before. */
function isLost(before: Moment, seen: Moment): boolean {
  return seen.last < before.last || (seen.last === before.last && !isSameMoment(seen, before));
}
