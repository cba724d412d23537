import { PrincipalSet } from '../principal-set';
import type { WallEntries } from './affected-lists';
import { type DirectoryState, reachOf } from './directory-state';

/** A category's wall on one side of a change, as far as it concerns some users. */
export interface WallSide {
  denied: PrincipalSet;
  /** Of every state: disabled ones and those without an address too. */
  inside: PrincipalSet;
  /** Those inside who are active: who is invited where the category's rooms invite. */
  invited: PrincipalSet;
  /** Those of them whose policies let them enter. */
  entering: PrincipalSet;
}

/** Which of some users principals reach on one side of a change. */
export class ReachOfUsers {
  private readonly known = new Map<number, PrincipalSet>();
  private readonly active: PrincipalSet;
  private readonly entering: PrincipalSet;

  constructor(
    private readonly state: DirectoryState,
    private readonly users: PrincipalSet,
    private readonly ordinals: { ordinalOf(principalId: number): number | undefined },
  ) {
    this.active = state.activeUsers.intersect(users);
    this.entering = state.mayEnterAtAll.intersect(users);
  }

  of(principalId: number): PrincipalSet {
    let reached = this.known.get(principalId);
    if (!reached) {
      reached = reachOf(this.state, this.ordinals.ordinalOf(principalId)!).intersect(this.users);
      this.known.set(principalId, reached);
    }
    return reached;
  }

  ofAny(principalIds: readonly number[]): PrincipalSet {
    return PrincipalSet.union(
      this.state.size,
      principalIds.map((id) => this.of(id)),
    );
  }

  wall(entries: WallEntries): WallSide {
    const denied = this.ofAny(entries.denied);
    const inside = this.ofAny(entries.allowed).without(denied);
    return {
      denied,
      inside,
      invited: inside.intersect(this.active),
      entering: inside.intersect(this.entering),
    };
  }
}
