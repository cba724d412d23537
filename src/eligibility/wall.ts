import type { EligibilityIndex } from './eligibility-index';
import { PrincipalSet } from './principal-set';

/** A category's lists, by principal id, as they are or as they would be. */
export interface WallLists {
  allowed: readonly number[];
  denied: readonly number[];
}

/** What of a room decides who may enter it, as it is or as it would be. */
export interface RoomDoor {
  /** `OPEN`, `CLOSED` or `SECRET`. */
  privacy: string;
  disabled: boolean;
  members: readonly number[];
}

/** Why a principal is outside a wall: denied by these entries, or (with none) not allowed in the first place. */
export interface Exclusion {
  principalId: number;
  deniedBy: number[];
}

/** The ethical wall of a category, and what follows from it for the rooms within. */
export class Wall {
  /** Principals of every kind that are inside: whom its rooms and its creators may be drawn from. */
  readonly principals: PrincipalSet;

  private mayEnter?: PrincipalSet;
  private mayBeInvited?: PrincipalSet;
  private withoutChat?: PrincipalSet;

  constructor(
    readonly index: EligibilityIndex,
    private readonly lists: WallLists,
  ) {
    this.principals = index.reach(lists.allowed).without(index.reach(lists.denied));
  }

  /** The users who may enter a room. */
  entrants(door: RoomDoor): PrincipalSet {
    return this.letIn(this.entering, door);
  }

  /** The users inside who may enter no room, only as their policies do not enable Persistent Chat. */
  get heldBack(): PrincipalSet {
    return (this.withoutChat ??= this.invited.without(this.index.mayEnterAtAll));
  }

  /** The users who might enter a room if their policies enabled Persistent Chat. */
  heldBackFrom(door: RoomDoor): PrincipalSet {
    return this.letIn(this.heldBack, door);
  }

  /** The users who are invited to a room with these members, as far as they were not before; a policy keeps nobody from that. */
  invitees(members: readonly number[]): PrincipalSet {
    return this.narrowed(this.invited, members);
  }

  /** Who may be listed among the presenters of an auditorium with these members. */
  eligiblePresenters(members: readonly number[]): PrincipalSet {
    return this.narrowed(this.principals, members);
  }

  has(principalId: number): boolean {
    const ordinal = this.index.ordinalOf(principalId);
    return ordinal !== undefined && this.principals.has(ordinal);
  }

  /** Those of the principals that are outside, each with the reason. */
  exclusions(principalIds: readonly number[]): Exclusion[] {
    return principalIds
      .filter((principalId) => !this.has(principalId))
      .map((principalId) => {
        const ancestors = new Set(this.index.ancestors(principalId));
        return { principalId, deniedBy: this.lists.denied.filter((entry) => ancestors.has(entry)) };
      });
  }

  private get entering(): PrincipalSet {
    return (this.mayEnter ??= this.principals.intersect(this.index.mayEnterAtAll));
  }

  private get invited(): PrincipalSet {
    return (this.mayBeInvited ??= this.principals.intersect(this.index.activeUsers));
  }

  private letIn(users: PrincipalSet, { privacy, disabled, members }: RoomDoor): PrincipalSet {
    if (disabled) return PrincipalSet.none(this.index.size);
    return privacy === 'OPEN' ? users : this.narrowed(users, members);
  }

  /** An empty list of members stands for everybody inside. */
  private narrowed(principals: PrincipalSet, members: readonly number[]): PrincipalSet {
    return members.length === 0 || principals.size === 0 ? principals : this.index.reachWithin(principals, members);
  }
}
