import { CONTAINER_KINDS, PrincipalKind } from '../directory/principal.entity';
import type { Adjacency } from './adjacency';
import type { PrincipalGraph } from './principal-graph';
import { PrincipalSet } from './principal-set';
import { SipAddresses } from './sip-addresses';
import { type SetByOrdinal, transitiveSets, unionOf } from './transitive-sets';

/**
 * Who reaches whom in one version of the directory, held in memory. Principals are known by their ordinal in display
 * order, so that the first twenty of any set are its lowest ordinals. Missing principals have a place, but are in no
 * set except as entries of a list, and reach nothing.
 */
export class EligibilityIndex {
  /** The users whom the directory lets enter rooms: enabled, with a SIP address. */
  readonly mayEnterAtAll: PrincipalSet;

  /** What stands below each principal. */
  readonly contained: SetByOrdinal;
  /** Everything that each principal reaches; what a missing one does is not said. */
  readonly reached: SetByOrdinal;

  private readonly kinds: ReadonlyMap<PrincipalKind, PrincipalSet>;
  private readonly sip: SipAddresses;

  constructor(
    /** The change of the directory that the index was made after (`change_sequence.directory`). */
    readonly version: number,
    readonly graph: PrincipalGraph,
  ) {
    // A container reaches the groups below it but not their members, so containment is closed first, by itself.
    this.contained = transitiveSets(graph.contents.down, new Array<undefined>(graph.size));
    this.reached = transitiveSets(graph.members.down, this.contained);
    this.kinds = new Map(
      Object.values(PrincipalKind).map((kind) => [
        kind,
        this.setOf(graph.where((ordinal) => graph.kindAt(ordinal) === kind)),
      ]),
    );
    this.mayEnterAtAll = this.setOf(
      graph.where(
        (ordinal) =>
          graph.kindAt(ordinal) === PrincipalKind.USER &&
          graph.isEnabledAt(ordinal) &&
          !graph.sipKeys.isEmptyAt(ordinal),
      ),
    );
    this.sip = new SipAddresses(graph.size, graph.sipKeys);
  }

  /** How many principals there are: ordinals are below it. */
  get size(): number {
    return this.graph.size;
  }

  /** Undefined where the principal is newer than the index. */
  ordinalOf(principalId: number): number | undefined {
    return this.graph.ordinalOf(principalId);
  }

  idAt(ordinal: number): number {
    return this.graph.ids[ordinal]!;
  }

  sortKeyAt(ordinal: number): string {
    return this.graph.sortKeys.at(ordinal);
  }

  /**
   * The place of a principal in display order: its ordinal, or half an ordinal between its neighbours where none with this
   * sort key and id is there (any more). `PrincipalSet.first` and `last` take it as it is.
   */
  positionOf(sortKey: string, principalId: number): number {
    const key = Buffer.from(sortKey);
    let low = 0;
    let high = this.size;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const order = this.graph.sortKeys.compareAt(middle, key) || this.idAt(middle) - principalId;
      if (order === 0) return middle;
      if (order < 0) low = middle + 1;
      else high = middle;
    }
    return low - 0.5;
  }

  /** Whether the directory no longer has the principal. */
  isMissing(principalId: number): boolean {
    const ordinal = this.ordinalOf(principalId);
    return ordinal !== undefined && this.graph.isMissingAt(ordinal);
  }

  /** The principals themselves, missing ones too. */
  listed(principalIds: readonly number[]): PrincipalSet {
    return this.setOf(principalIds.map((id) => this.ordinalOf(id)).filter((ordinal) => ordinal !== undefined));
  }

  /** Everything that the principals reach through membership and containment, themselves included. */
  reach(principalIds: readonly number[]): PrincipalSet {
    return unionOf(this.size, this.reached, [this.present(principalIds)]);
  }

  /** The ids of every principal that reaches this one, itself included; none for a missing one. */
  ancestors(principalId: number): number[] {
    const containers = this.graph.contents.up.closure(this.present([principalId]));
    const all = this.graph.members.up.closure(containers);
    return Array.from(all, (ordinal) => this.idAt(ordinal));
  }

  /** What a principal leads to by itself: a group to its members, a container to what stands directly below it. */
  directMembers(principalId: number): PrincipalSet {
    return PrincipalSet.union(this.size, [
      this.next(this.graph.members.down, principalId),
      this.next(this.graph.contents.down, principalId),
    ]);
  }

  /** What a principal leads to in any number of steps, without itself. */
  allMembers(principalId: number): PrincipalSet {
    return this.reach([principalId]).without(this.listed([principalId]));
  }

  /** Those by whose edges everything is reached that a principal reaches: the groups that pass it on to their members, and the containers. */
  passingOn(principalId: number): { groups: number[]; containers: number[] } {
    const { down } = this.graph.members;
    const groups = [...down.closure(this.present([principalId]))].filter((ordinal) => down.hasTargets(ordinal));
    const containers = this.reach([principalId]).intersect(this.ofKinds(CONTAINER_KINDS));
    return {
      groups: groups.map((ordinal) => this.idAt(ordinal)),
      containers: Array.from(containers, (ordinal) => this.idAt(ordinal)),
    };
  }

  /** The groups of which it is a member by itself. */
  directGroups(principalId: number): PrincipalSet {
    return this.next(this.graph.members.up, principalId);
  }

  /** Every group that reaches it, without itself. */
  allGroups(principalId: number): PrincipalSet {
    const ancestors = this.listed(this.ancestors(principalId));
    return ancestors.intersect(this.ofKinds([PrincipalKind.GROUP])).without(this.listed([principalId]));
  }

  /** The ids of the containers that it stands in, the nearest first. */
  containers(principalId: number): number[] {
    const [, ...above] = this.graph.contents.up.closure(this.present([principalId]));
    return above.map((ordinal) => this.idAt(ordinal));
  }

  ofKinds(kinds: readonly PrincipalKind[]): PrincipalSet {
    return PrincipalSet.union(
      this.size,
      kinds.map((kind) => this.kinds.get(kind)!),
    );
  }

  /** The principals whose SIP address fits a wildcard, which may leave the `sip:` out; those without one never do. */
  sipMatches(wildcard: string): PrincipalSet {
    return this.sip.matches(wildcard);
  }

  private setOf(ordinals: number[]): PrincipalSet {
    return PrincipalSet.of(this.size, ordinals);
  }

  private next(edges: Adjacency, principalId: number): PrincipalSet {
    return this.setOf([...this.present([principalId])].flatMap((ordinal) => [...edges.targetsOf(ordinal)]));
  }

  private *present(principalIds: readonly number[]): Generator<number> {
    for (const id of principalIds) {
      const ordinal = this.ordinalOf(id);
      if (ordinal !== undefined && !this.graph.isMissingAt(ordinal)) yield ordinal;
    }
  }
}
