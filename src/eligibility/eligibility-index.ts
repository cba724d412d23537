import { CONTAINER_KINDS, PrincipalKind } from '../directory/principal.entity';
import { closure, type DirectedEdges } from './adjacency';
import type { DisplayOrder } from './display-order';
import type { EffectivePolicies } from './effective-policies';
import type { IndexedDirectory } from './indexed-directory';
import { KeptWalls, ROOM_FOR_WALLS } from './kept-walls';
import type { PrincipalGraph } from './principal-graph';
import { PrincipalSet } from './principal-set';
import { unionOf } from './transitive-sets';

/**
 * Who reaches whom in one version of the directory, and who may enter rooms by its policies, held in memory. Principals are known by
 * ordinals, which `order` puts in display order. Missing principals have an ordinal, but are in no set except as entries of a list, and reach nothing.
 */
export class EligibilityIndex {
  /** The walls of categories as they are; those that a change would make are not kept. */
  readonly walls = new KeptWalls(this);

  constructor(
    readonly directory: IndexedDirectory,
    readonly policies: EffectivePolicies,
    /** The users who may enter rooms: active ones whose effective policy enables Persistent Chat. */
    readonly mayEnterAtAll = policies.enabledAmong(directory.activeUsers),
  ) {}

  /** The index of the directory after a change that leaves the policies as they are. */
  after(directory: IndexedDirectory, changed: readonly number[]): EligibilityIndex {
    const policies = this.policies.on(directory.graph);
    const others = this.setOf([...changed]);
    const entering = policies.enabledAmong(directory.activeUsers.intersect(others));
    const mayEnterAtAll = changed.length
      ? PrincipalSet.union(this.size, [this.mayEnterAtAll.without(others), entering])
      : this.mayEnterAtAll;
    return new EligibilityIndex(directory, policies, mayEnterAtAll);
  }

  /** The last change that it was made after, of the directory or of policies. */
  get version(): number {
    return Math.max(this.directory.version, this.policies.version);
  }

  /** In bytes: what it takes, and the most that it can with as many principals, edges and sets. */
  get memory(): IndexedDirectory['memory'] {
    const { bytes, bound } = this.directory.memory;
    const granted = this.policies.bytes;
    return { bytes: bytes + granted + this.walls.bytes, bound: bound + granted + ROOM_FOR_WALLS };
  }

  get graph(): PrincipalGraph {
    return this.directory.graph;
  }

  /** The users whom the directory lets use Persistent Chat, whatever their policies: enabled, with a SIP address. */
  get activeUsers(): PrincipalSet {
    return this.directory.activeUsers;
  }

  /** Ordinals are below it. */
  get size(): number {
    return this.graph.size;
  }

  get order(): DisplayOrder {
    return this.graph.order;
  }

  /** Undefined where the principal is newer than the index. */
  ordinalOf(principalId: number): number | undefined {
    return this.graph.ordinalOf(principalId);
  }

  idAt(ordinal: number): number {
    return this.graph.idAt(ordinal);
  }

  sortKeyAt(ordinal: number): string {
    return this.graph.sortKeyAt(ordinal);
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

  /** Those of a set that the principals reach; a set that few are asked of is not gone through. */
  reachWithin(within: PrincipalSet, principalIds: readonly number[]): PrincipalSet {
    const single: number[] = [];
    const parts = new Set<PrincipalSet>();
    for (const ordinal of this.present(principalIds)) {
      const set = this.directory.reached.at(ordinal);
      if (set) parts.add(set);
      else single.push(ordinal);
    }
    return within.intersectUnion(single, [...parts]);
  }

  /** The ids of every principal that reaches this one, itself included; none for a missing one. */
  ancestors(principalId: number): number[] {
    const containers = closure(this.graph.contents.up, this.present([principalId]));
    const all = closure(this.graph.members.up, containers);
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
    const groups = [...closure(down, this.present([principalId]))].filter((ordinal) => down.hasTargets(ordinal));
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
    const [, ...above] = closure(this.graph.contents.up, this.present([principalId]));
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

  private next(edges: DirectedEdges, principalId: number): PrincipalSet {
    return this.setOf(this.present([principalId]).flatMap((ordinal) => [...edges.targetsOf(ordinal)]));
  }

  private present(principalIds: readonly number[]): number[] {
    const found: number[] = [];
    for (const id of principalIds) {
      const ordinal = this.ordinalOf(id);
      if (ordinal !== undefined && !this.graph.isMissingAt(ordinal)) found.push(ordinal);
    }
    return found;
  }
}
