import type { PrincipalGraph } from './principal-graph';
import { PrincipalSet } from './principal-set';

/** What of a policy decides who has Persistent Chat. */
export interface DecidingPolicy {
  /** 0 for one that a change makes. */
  id: number;
  /** `GLOBAL`, `SITE` or `USER`. */
  scope: string;
  /** The folded name of the site that it is for; null where it is for none. */
  siteKey: string | null;
  enables: boolean;
}

/** In place of a policy's id where none is granted. */
const NONE = 0;

/** Which policy each user has, as it is or as it would be: the one granted, else that of the site, else the global one. */
export class EffectivePolicies {
  private readonly policies: ReadonlyMap<number, DecidingPolicy>;
  private readonly global: boolean;
  private readonly bySite: ReadonlyMap<string, boolean>;

  constructor(
    /** The change that they are as of (`change_sequence.policies`), or before which they would be otherwise. */
    readonly version: number,
    private readonly graph: PrincipalGraph,
    policies: readonly DecidingPolicy[],
    /** The ids of the policies granted, by ordinal. */
    private readonly granted: Uint32Array,
  ) {
    this.policies = new Map(policies.map((policy) => [policy.id, policy]));
    this.global = policies.find(({ scope }) => scope === 'GLOBAL')?.enables ?? false;
    this.bySite = new Map(
      policies.flatMap(({ siteKey, enables }) => (siteKey === null ? [] : [[siteKey, enables] as const])),
    );
  }

  /** What it takes of memory to know whom policies are granted to. */
  get bytes(): number {
    return this.granted.byteLength;
  }

  /** None, older than all that a store has. */
  static unread(graph: PrincipalGraph): EffectivePolicies {
    return new EffectivePolicies(-1, graph, [], new Uint32Array(graph.size));
  }

  /** Those of the users whose policy enables Persistent Chat. */
  enabledAmong(users: PrincipalSet): PrincipalSet {
    const { graph, granted } = this;
    const atSite = graph.sites.map((siteKey) => this.enabledAt(siteKey));
    const enabled = users
      .toArray()
      .filter((ordinal) =>
        granted[ordinal] === NONE ? atSite[graph.siteAt(ordinal)]! : this.policies.get(granted[ordinal]!)!.enables,
      );
    return PrincipalSet.of(graph.size, enabled);
  }

  /**
   * Whether a user's policy would enable it at another site.
   *
   * @param ordinal undefined for a user whom the graph doesn't have
   */
  enabledIfAt(siteKey: string | null, ordinal: number | undefined): boolean {
    const policyId = ordinal === undefined ? NONE : this.granted[ordinal]!;
    return policyId === NONE ? this.enabledAt(siteKey) : this.policies.get(policyId)!.enables;
  }

  /** The same with a policy set to this, or made. */
  with(policy: DecidingPolicy): EffectivePolicies {
    const others = [...this.policies.values()].filter(({ id }) => id !== policy.id);
    return this.changed([...others, policy], this.granted);
  }

  /** The same without a policy; those to whom it is granted fall back. */
  without(policyId: number): EffectivePolicies {
    return this.changed(
      [...this.policies.values()].filter(({ id }) => id !== policyId),
      this.granted.map((id) => (id === policyId ? NONE : id)),
    );
  }

  /** The same with a policy granted to users; null takes away the one that they have. */
  withGrant(policyId: number | null, principalIds: Iterable<number>): EffectivePolicies {
    const granted = this.granted.slice();
    for (const id of principalIds) {
      const ordinal = this.graph.ordinalOf(id);
      if (ordinal !== undefined) granted[ordinal] = policyId ?? NONE;
    }
    return this.changed([...this.policies.values()], granted);
  }

  /** The same on the graph after a change of the directory, of the same ordinals. */
  on(graph: PrincipalGraph): EffectivePolicies {
    return new EffectivePolicies(this.version, graph, [...this.policies.values()], this.granted);
  }

  private enabledAt(siteKey: string | null): boolean {
    return (siteKey === null ? undefined : this.bySite.get(siteKey)) ?? this.global;
  }

  private changed(policies: readonly DecidingPolicy[], granted: Uint32Array): EffectivePolicies {
    return new EffectivePolicies(this.version, this.graph, policies, granted);
  }
}
