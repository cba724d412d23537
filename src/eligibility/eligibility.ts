import { ErrorCode, GatewayError } from '../errors';
import { AccessList } from './access-entry.entity';
import type { AccessLists, ListedPrincipals } from './access-lists';
import type { AccessListKey } from './access-lists-reading';
import { type AccessSubject, accessSubject } from './access-subject';
import { directoryTooFast } from './directory-too-fast';
import type { EligibilityIndex } from './eligibility-index';
import type { EligibilityIndexHolder } from './eligibility-index.holder';
import type { PrincipalSet } from './principal-set';
import { RoomRole } from './room-role';
import type { Wall } from './wall';

const MOST_READINGS = 16;

/** Access lists, and the index of the directory and the policies, as they were at one moment. */
export interface ListsAtOnce {
  index: EligibilityIndex;
  /** In the order in which they were asked for. */
  lists: readonly ListedPrincipals[];
}

/** Principals, and the index whose ordinals they are. */
export interface IndexedPrincipals {
  index: EligibilityIndex;
  principals: PrincipalSet;
}

/** What of a room decides who is eligible in it. */
export interface GuardedRoom {
  id: number;
  name: string;
  categoryId: number;
  /** `NORMAL` or `AUDITORIUM`. */
  type: string;
}

/** Who may what, as one request or one transaction sees it. */
export class Eligibility {
  /** By the allowed list, with which the denied one was read. */
  private readonly wallsOf = new WeakMap<EligibilityIndex, WeakMap<ListedPrincipals, Wall>>();

  constructor(
    private readonly holder: EligibilityIndexHolder,
    readonly lists: AccessLists,
  ) {}

  /** The index of the newest directory and policies that this request has seen. */
  async index(): Promise<EligibilityIndex> {
    return this.holder.current(await this.lists.version());
  }

  /** The wall of a category as its lists stand. */
  async wall(categoryId: number): Promise<Wall> {
    const [wall] = await this.walls([categoryId]);
    return wall;
  }

  /** The walls of categories as their lists stand, of one moment: so they can be compared. */
  async walls<C extends [number, ...number[]]>(categoryIds: C): Promise<{ [I in keyof C]: Wall }> {
    const { index, lists } = await this.atOnce(categoryIds.flatMap(wallKeys));
    return categoryIds.map((_, i) => this.wallOf(index, lists.slice(2 * i))) as { [I in keyof C]: Wall };
  }

  /** The wall of a category with lists of a room in it, of one moment. */
  async wallWith(
    categoryId: number,
    roomId: number,
    ofRoom: readonly AccessList[],
  ): Promise<{ wall: Wall; lists: readonly ListedPrincipals[] }> {
    const { index, lists } = await this.atOnce([
      ...wallKeys(categoryId),
      ...ofRoom.map((list) => ({ list, ownerId: roomId })),
    ]);
    return { wall: this.wallOf(index, lists), lists: lists.slice(2) };
  }

  /**
   * Access lists with the index that belongs to them. All of it is read again, at once, where it is of different times, as together it may say what was never
   * true: lists by more than one statement, or an index that others have taken further. So it is where this request has seen something newer.
   *
   * @throws GatewayError UNAVAILABLE where the directory or the policies change faster than that.
   */
  async atOnce(keys: readonly AccessListKey[]): Promise<ListsAtOnce> {
    for (let reading = 1; reading <= MOST_READINGS; reading++) {
      const lists = await Promise.all(keys.map((key) => this.lists.load(key)));
      const { sequence, version } = lists[0]!;
      const index = await this.holder.current(version);
      const isOfOneMoment = index.version === version && lists.every((list) => list.sequence === sequence);
      if (isOfOneMoment && version === (await this.lists.version())) return { index, lists };
      for (const key of keys) this.lists.forget(key);
    }
    throw directoryTooFast();
  }

  /**
   * Who may be listed in a room.
   *
   * @throws GatewayError BAD_USER_INPUT where a Normal room is asked for presenters.
   */
  async eligibleFor(room: GuardedRoom, role: RoomRole): Promise<IndexedPrincipals> {
    if (role !== RoomRole.PRESENTER) return this.wall(room.categoryId);
    if (room.type !== 'AUDITORIUM') {
      throw new GatewayError(
        ErrorCode.BAD_USER_INPUT,
        `"${room.name}" is a Normal room: only an auditorium has presenters.`,
        {
          parameter: 'role',
        },
      );
    }
    const { wall, lists } = await this.wallWith(room.categoryId, room.id, [AccessList.MEMBERS]);
    return { index: wall.index, principals: wall.eligiblePresenters(lists[0]!.principalIds) };
  }

  /** What the conditions on rooms and categories need to know of a principal. */
  async subject(principalId: number): Promise<AccessSubject> {
    return accessSubject(await this.index(), principalId);
  }

  private wallOf(index: EligibilityIndex, [allowed, denied]: readonly ListedPrincipals[]): Wall {
    const known = this.wallsOf.get(index) ?? new WeakMap<ListedPrincipals, Wall>();
    this.wallsOf.set(index, known);
    const wall =
      known.get(allowed!) ?? index.walls.of({ allowed: allowed!.principalIds, denied: denied!.principalIds });
    known.set(allowed!, wall);
    return wall;
  }
}

function wallKeys(ownerId: number): AccessListKey[] {
  return [AccessList.ALLOWED, AccessList.DENIED].map((list) => ({ list, ownerId }));
}
