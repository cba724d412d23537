import type { PrincipalKind } from '../../directory/principal-kind';
import type { EdgeSet } from '../adjacency';
import { DisplayOrder, type DisplacedPrincipal } from '../display-order';
import type { PrincipalGraph } from '../principal-graph';
import type { Journal } from './journal';
import type { JournaledPrincipal } from './journaled-principal';

/** The principals whose places aren't those of their ordinals, by ordinal. */
export type Displaced = ReadonlyMap<number, DisplacedPrincipal>;

/** The graph of a base, with what a journal says of it up to a step. */
export class JournaledGraph implements PrincipalGraph {
  readonly members: EdgeSet;
  readonly contents: EdgeSet;

  constructor(
    private readonly journal: Journal,
    readonly step: number,
    readonly used: number,
    readonly displaced: Displaced,
    /** Of those that are displaced. */
    readonly order: DisplayOrder,
  ) {
    this.members = journal.members.at(step);
    this.contents = journal.contents.at(step);
  }

  get size(): number {
    return this.base.size;
  }

  get sites(): readonly (string | null)[] {
    return this.journal.sites;
  }

  ordinalOf(principalId: number): number | undefined {
    const ordinal = this.base.ordinalOf(principalId) ?? this.journal.principals.ordinalOf(principalId);
    return ordinal !== undefined && ordinal < this.used ? ordinal : undefined;
  }

  idAt(ordinal: number): number {
    return ordinal < this.base.used ? this.base.idAt(ordinal) : this.said(ordinal)!.id;
  }

  kindAt(ordinal: number): PrincipalKind {
    return this.said(ordinal)?.kind ?? this.base.kindAt(ordinal);
  }

  sortKeyAt(ordinal: number): string {
    return this.said(ordinal)?.sortKey ?? this.base.sortKeyAt(ordinal);
  }

  displayNameAt(ordinal: number): string {
    return this.said(ordinal)?.displayName ?? this.base.displayNameAt(ordinal);
  }

  sipAddressAt(ordinal: number): string {
    return this.said(ordinal)?.sipAddress ?? this.base.sipAddressAt(ordinal);
  }

  sipKeyAt(ordinal: number): string {
    return this.said(ordinal)?.sipKey ?? this.base.sipKeyAt(ordinal);
  }

  siteAt(ordinal: number): number {
    return this.said(ordinal)?.site ?? this.base.siteAt(ordinal);
  }

  isEnabledAt(ordinal: number): boolean {
    return this.said(ordinal)?.enabled ?? this.base.isEnabledAt(ordinal);
  }

  isMissingAt(ordinal: number): boolean {
    return this.said(ordinal)?.missing ?? this.base.isMissingAt(ordinal);
  }

  private get base(): PrincipalGraph {
    return this.journal.base.graph;
  }

  private said(ordinal: number): JournaledPrincipal | undefined {
    return this.journal.principals.at(this.step, ordinal);
  }
}
