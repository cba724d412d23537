import { CONTAINER_KINDS, PrincipalKind } from '../directory/principal.entity';
import type { Adjacency } from './adjacency';
import type { EffectivePolicies } from './effective-policies';
import type { IndexedDirectory } from './indexed-directory';
import type { PrincipalGraph } from './principal-graph';
import { PrincipalSet } from './principal-set';
import { unionOf } from './transitive-sets';

/**
 * Who reaches whom in one version of the directory, and who may enter rooms by its policies, held in memory. Principals are known by their ordinal in display
 * order, so that the first twenty of any set are its lowest ordinals. Missing principals have a place, but are in no
 * set except as entries of a list, and reach nothing.
 */
export class EligibilityIndex {
  /** The users who may enter rooms: active ones whose effective policy enables Persistent Chat. */
  readonly mayEnterAtAll: PrincipalSet;

  constructor(
    readonly directory: IndexedDirectory,
    readonly policies: EffectivePolicies,
  ) {
    this.mayEnterAtAll = policies.enabledAmong(directory.activeUsers);
  }

  /** The last change that it was made after, of the directory or of policies. */
  get version(): number {
    return Math.max(this.directory.version, this.policies.version);
  }

  get graph(): PrincipalGraph {
    return this.directory.graph;
  }

  /** The users whom the directory lets use Persistent Chat, whatever their policies: enabled, with a SIP address. */
  get activeUsers(): PrincipalSet {
    return this.directory.activeUsers;
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
    return unionOf(this.size, this.directory.reached, [this.present(principalIds)]);
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
      kinds.map((kind) => this.directory.ofKind.get(kind)!),
    );
  }

  /** The principals whose SIP address fits a wildcard, which may leave the `sip:` out; those without one never do. */
  sipMatches(wildcard: string): PrincipalSet {
    return this.directory.sip.matches(wildcard);
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
