import { ErrorCode, GatewayError } from '../errors';
import { AccessList } from './access-entry.entity';
import type { AccessLists, ListedPrincipals } from './access-lists';
import { type AccessSubject, accessSubject } from './access-subject';
import type { EligibilityIndex } from './eligibility-index';
import type { EligibilityIndexHolder } from './eligibility-index.holder';
import type { PrincipalSet } from './principal-set';
import { RoomRole } from './room-role';
import type { Wall } from './wall';

const WALL = [AccessList.ALLOWED, AccessList.DENIED] as const;
/** A transaction goes on seeing what it began with; who is overtaken again and again has what is newest. */
const MOST_READINGS = 3;

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
  private readonly wallsOf = new WeakMap<EligibilityIndex, Map<number, Wall>>();

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

  /** The walls of categories as their lists stand, in one version of the directory: so they can be compared. */
  async walls<C extends [number, ...number[]]>(categoryIds: C): Promise<{ [I in keyof C]: Wall }> {
    const { lists, index } = await this.atOneVersion(categoryIds);
    const known = this.wallsOf.get(index) ?? new Map<number, Wall>();
    this.wallsOf.set(index, known);
    return categoryIds.map((id, i) => {
      const [{ principalIds: allowed }, { principalIds: denied }] = lists[i]!;
      const wall = known.get(id) ?? index.walls.of({ allowed, denied });
      known.set(id, wall);
      return wall;
    }) as { [I in keyof C]: Wall };
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
    const [wall, members] = await Promise.all([this.wall(room.categoryId), this.listed(AccessList.MEMBERS, room.id)]);
    return { index: wall.index, principals: wall.eligiblePresenters(members) };
  }

  /** What the conditions on rooms and categories need to know of a principal. */
  async subject(principalId: number): Promise<AccessSubject> {
    return accessSubject(await this.index(), principalId);
  }

  /**
   * The allowed and denied lists of categories, with the index that belongs to them. Another request may have taken the gateway's index
   * further since they were read: then they are read again, as the two of them together may say what was never true.
   */
  private async atOneVersion(
    categoryIds: readonly number[],
  ): Promise<{ lists: [ListedPrincipals, ListedPrincipals][]; index: EligibilityIndex }> {
    const keys = categoryIds.map((ownerId) => WALL.map((list) => ({ list, ownerId })));
    for (let reading = 1; ; reading++) {
      const lists = await Promise.all(keys.map((both) => Promise.all(both.map((key) => this.lists.load(key)))));
      const index = await this.index();
      const older = keys.flat().filter((_, i) => lists.flat()[i]!.version !== index.version);
      if (older.length === 0 || reading === MOST_READINGS)
        return { lists: lists as [ListedPrincipals, ListedPrincipals][], index };
      for (const key of older) this.lists.forget(key);
    }
  }

  private async listed(list: AccessList, ownerId: number): Promise<readonly number[]> {
    return (await this.lists.load({ list, ownerId })).principalIds;
  }
}
