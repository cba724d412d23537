/** Where the organisation is stored: twice, with the same ids, in the gateway's own tables. */
export interface Stores {
  /** `sqlite:PATH` */
  sqlite: string;
  /** `mariadb://…`; whose it is may make databases of its own there. */
  mariadb: string;
}

/** Rooms that are asked for at once. */
export interface Page {
  /** The ids of the rooms, in their order. */
  rooms: readonly number[];
  /** Whether they follow each other in the order of their names. */
  consecutive: boolean;
  /** Only principals whose SIP address fits are eligible, such as `*smith*`; null for all. */
  wildcard: string | null;
}

/**
 * Who is eligible in a room: what its members reach, as far as the allowed entries of its category reach it and the denied ones don't. Groups reach
 * their members (the edges of the kinds `M` and `P`) and so on; containers what stands below them (`C`), but not the members of groups there.
 */
export interface RoomAnswer {
  /** Of principals of all kinds. */
  totalCount: number;
  /** The ids of the first twenty, in the order of `sort_key` and id. */
  first: number[];
}

export interface TimedPage {
  milliseconds: number;
  /** One for each room of the page; read when the clock has stopped. */
  answers: RoomAnswer[];
}

export const FIRST = 20;

/** One of those that are compared: it answers pages, with names and SIP addresses of the first, as JSON. */
export interface Arm {
  readonly name: string;
  page(page: Page): Promise<TimedPage>;
  close(): Promise<void>;
}

/** A membership that begins or ends. */
export interface EdgeChange {
  effect: '+' | '-';
  /** Ids of principals; the member is a user or a group. */
  group: number;
  member: number;
}

/** What keeps something up to date with the directory. */
export interface Upkeep {
  readonly name: string;
  /** @returns what it took, in milliseconds; `change` is already in the gateway's tables */
  apply(change: EdgeChange): Promise<number>;
  close(): Promise<void>;
}

/** @returns milliseconds, and what the work came to */
export async function clocked<T>(work: () => Promise<T> | T): Promise<[milliseconds: number, result: T]> {
  const start = performance.now();
  const result = await work();
  return [performance.now() - start, result];
}
