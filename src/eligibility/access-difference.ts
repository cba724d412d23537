import { createHash } from 'node:crypto';

import type { Stretch } from './display-order';
import type { EligibilityIndex } from './eligibility-index';
import { inTurns } from './in-turns';
import { PrincipalSet } from './principal-set';
import { principalsDigest } from './principals-digest';

/** Null for the room that a change makes. */
export type RoomId = number | null;

/** Rooms to which the same users gain or lose entry. */
export interface DifferencePart {
  roomIds: readonly RoomId[];
  users: PrincipalSet;
}

/** A user, and the rooms to which it gains or loses entry. */
export class UserDifference {
  constructor(
    readonly ordinal: number,
    readonly principalId: number,
    private readonly parts: readonly DifferencePart[],
  ) {}

  get roomCount(): number {
    return this.parts.reduce((count, { roomIds }) => count + roomIds.length, 0);
  }

  /** Ascending, the room that the change makes first. */
  get roomIds(): RoomId[] {
    return this.parts.flatMap(({ roomIds }) => roomIds).sort((a, b) => (a ?? 0) - (b ?? 0));
  }
}

/** The users who gain entry to rooms, or those who lose it. */
export class AccessDifference {
  private readonly parts: readonly DifferencePart[];
  private united?: PrincipalSet;

  constructor(
    private readonly index: EligibilityIndex,
    parts: readonly DifferencePart[],
  ) {
    this.parts = parts.filter(({ users }) => users.size > 0);
  }

  /** Each user once, however many rooms it is about. */
  get users(): PrincipalSet {
    return (this.united ??= PrincipalSet.union(
      this.index.size,
      this.parts.map((part) => part.users),
    ));
  }

  get total(): number {
    return this.users.size;
  }

  /** How many pairs of a user and a room. */
  get pairCount(): number {
    return this.parts.reduce((count, { users, roomIds }) => count + users.size * roomIds.length, 0);
  }

  /** The first `count` users of a stretch, in display order. */
  first(count: number, stretch?: Stretch): UserDifference[] {
    return this.differencesOf(this.index.order.first(this.users, count, stretch));
  }

  /** The last `count` users of a stretch, in display order. */
  last(count: number, stretch?: Stretch): UserDifference[] {
    return this.differencesOf(this.index.order.last(this.users, count, stretch));
  }

  /** Depends on the pairs of users and rooms alone: not on the order in which they were found, nor on display names. */
  async digest(): Promise<string> {
    const byRoom = await inTurns(this.usersDigests());
    const hash = createHash('sha256');
    for (const [roomId, users] of byRoom.sort(([a], [b]) => a - b)) hash.update(`${roomId} ${users},`);
    return hash.digest('hex');
  }

  /** What tells the users of each room, which the change makes being 0. */
  private *usersDigests(): Generator<void, [roomId: number, users: string][]> {
    const byRoom: [number, string][] = [];
    for (const { users, roomIds } of this.parts) {
      const same = principalsDigest(this.index, users);
      for (const roomId of roomIds) byRoom.push([roomId ?? 0, same]);
      yield;
    }
    return byRoom;
  }

  private differencesOf(ordinals: number[]): UserDifference[] {
    const page = PrincipalSet.of(this.index.size, ordinals);
    const partsOf = new Map<number, DifferencePart[]>(ordinals.map((ordinal) => [ordinal, []]));
    for (const part of this.parts) {
      for (const ordinal of part.users.intersect(page)) partsOf.get(ordinal)!.push(part);
    }
    return Array.from(partsOf, ([ordinal, parts]) => new UserDifference(ordinal, this.index.idAt(ordinal), parts));
  }
}
