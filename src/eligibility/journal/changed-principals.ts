import { PrincipalKind } from '../../directory/principal-kind';
import { DisplayOrder } from '../display-order';
import { PrincipalSet } from '../principal-set';
import { SipAddresses } from '../sip-addresses';
import type { LoggedPrincipal } from './directory-tail';
import type { Displaced, JournaledGraph } from './journaled-graph';
import type { DirectorySets, JournaledDirectory } from './journaled-directory';
import { isSame, journaledPrincipal, type JournaledPrincipal, principalAt } from './journaled-principal';
import { setAfter } from './journaled-sets';

/** Who isn't in order by their ordinals, and the order with them. */
export interface ChangedOrder {
  displaced: Displaced;
  order: DisplayOrder;
}

/** The principals of which a tail says something else than a directory, by ordinal: new ones have those after it. */
export class ChangedPrincipals {
  readonly changed = new Map<number, JournaledPrincipal>();
  /** How many ordinals are in use after the change. */
  used: number;
  /** Sites that the journal doesn't have: they have the numbers after its own. */
  readonly newSites: (string | null)[] = [];
  private readonly newOrdinals = new Map<number, number>();

  private constructor(private readonly before: JournaledDirectory) {
    this.used = before.graph.used;
  }

  /** Looks through what is said of principals, step by step. */
  static *of(before: JournaledDirectory, said: readonly LoggedPrincipal[]): Generator<void, ChangedPrincipals> {
    const principals = new ChangedPrincipals(before);
    for (const each of said) {
      principals.add(each);
      yield;
    }
    return principals;
  }

  /** Whether there are ordinals for all. */
  get fit(): boolean {
    return this.used <= this.before.graph.size;
  }

  ordinalOf(principalId: number): number | undefined {
    return this.before.graph.ordinalOf(principalId) ?? this.newOrdinals.get(principalId);
  }

  /** The order after the change. */
  order(): ChangedOrder {
    const { journal, graph } = this.before;
    const displaced = this.displaced();
    const order =
      displaced === graph.displaced
        ? graph.order
        : new DisplayOrder(graph.size, journal.base.graph.order.base, [...displaced.values()]);
    return { displaced, order };
  }

  /** @param graph the one after the change */
  sets(graph: JournaledGraph): DirectorySets {
    const { ofKind, activeUsers } = this.before;
    const isPresent = ({ missing }: JournaledPrincipal) => !missing;
    return {
      ofKind: new Map(
        Array.from(ofKind, ([kind, set]) => [kind, this.after(set, (now) => isPresent(now) && now.kind === kind)]),
      ),
      activeUsers: this.after(
        activeUsers,
        (now) => isPresent(now) && now.kind === PrincipalKind.USER && now.enabled && now.sipKey !== '',
      ),
      sip: this.sip(graph),
    };
  }

  private add(principal: LoggedPrincipal): void {
    const { graph } = this.before;
    const now = journaledPrincipal(principal, (siteKey) => this.siteNumber(siteKey));
    const known = graph.ordinalOf(principal.id);
    if (known === undefined) this.newOrdinals.set(principal.id, this.used);
    if (known === undefined || !isSame(principalAt(graph, known), now)) this.changed.set(known ?? this.used++, now);
  }

  private siteNumber(siteKey: string | null): number {
    const { journal } = this.before;
    const known = journal.siteNumber(siteKey);
    if (known !== undefined) return known;
    if (!this.newSites.includes(siteKey)) this.newSites.push(siteKey);
    return journal.sites.length + this.newSites.indexOf(siteKey);
  }

  private displaced(): Displaced {
    const { graph, journal } = this.before;
    const { base } = journal;
    const renamed = [...this.changed].filter(
      ([ordinal, { sortKey }]) => ordinal >= graph.used || sortKey !== graph.sortKeyAt(ordinal),
    );
    if (renamed.length === 0) return graph.displaced;
    const displaced = new Map(graph.displaced);
    for (const [ordinal, { id, sortKey }] of renamed) {
      if (ordinal < base.graph.used && sortKey === base.graph.sortKeyAt(ordinal)) displaced.delete(ordinal);
      else displaced.set(ordinal, { ordinal, id, sortKey });
    }
    return displaced;
  }

  private sip(after: JournaledGraph): SipAddresses {
    const { graph, sip } = this.before;
    const changed = [...this.changed].flatMap(([ordinal, { sipKey }]) =>
      sipKey === (ordinal < graph.used ? graph.sipKeyAt(ordinal) : '') ? [] : [ordinal],
    );
    return changed.length === 0 ? sip : sip.changed(after, changed);
  }

  /** A set of those who pass a test, after the change. */
  private after(before: PrincipalSet, test: (now: JournaledPrincipal) => boolean): PrincipalSet {
    const come: number[] = [];
    const gone: number[] = [];
    for (const [ordinal, now] of this.changed) {
      const isInside = test(now);
      if (isInside !== before.has(ordinal)) (isInside ? come : gone).push(ordinal);
    }
    if (come.length + gone.length === 0) return before;
    const set = (ordinals: number[]) => PrincipalSet.of(before.universe, ordinals);
    return setAfter(before, [{ come: set(come), gone: set(gone) }]);
  }
}
