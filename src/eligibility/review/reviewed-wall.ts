import { PrincipalSet } from '../principal-set';
import type { WallLists } from '../wall';
import { hasAll, hasSome, type ListedPrincipal, type ListedPrincipals } from './listed-principals';

/** The wall of a category, as far as it takes the effect of entries. */
export class ReviewedWall {
  private readonly denied: PrincipalSet;
  private readonly inside: PrincipalSet;
  private readonly managing: PrincipalSet;
  private readonly deniers: readonly ListedPrincipal[];

  constructor(principals: ListedPrincipals, { allowed, denied }: WallLists) {
    const { index } = principals;
    this.denied = index.reach(denied);
    this.inside = index.reach(allowed).without(this.denied);
    this.managing = this.inside.intersect(index.activeUsers);
    this.deniers = denied.map((id) => principals.of(id)).filter((entry) => entry !== null);
  }

  /** Whether everything that an entry reaches is denied. */
  shadows(entry: ListedPrincipal): boolean {
    return hasAll(this.denied, entry);
  }

  /** The denied entry that reaches an entry, and all that this reaches where there is such a one; of several the one with the lowest id. */
  denier(entry: ListedPrincipal): number {
    const reaching = this.deniers.filter(({ ordinal, reach }) =>
      reach ? reach.has(entry.ordinal) : ordinal === entry.ordinal,
    );
    const whole = reaching.find(({ reach }) => reach === null || hasAll(reach, entry));
    return (whole ?? reaching[0]!).id;
  }

  /** Whether anything that an entry reaches is inside. */
  admits(entry: ListedPrincipal): boolean {
    return hasSome(this.inside, entry);
  }

  /** Whether an entry, as a manager, lets somebody manage. */
  letsManage(entry: ListedPrincipal): boolean {
    return hasSome(this.managing, entry);
  }
}
