import type { PrincipalKind } from '../../directory/principal-kind';
import { Adjacency, type EdgeSet, type PackedEdges } from '../adjacency';
import { DisplayOrder } from '../display-order';
import type { PrincipalGraph } from '../principal-graph';
import { TextColumn } from '../text-column';
import { KINDS, type PackedPrincipals } from './packed-principals';

export interface PackedEdgeSet {
  down: PackedEdges;
  up: PackedEdges;
}

/** The graph over what is packed. */
export class PackedGraph implements PrincipalGraph {
  readonly size: number;
  readonly order: DisplayOrder;
  readonly members: EdgeSet;
  readonly contents: EdgeSet;
  private readonly sortKeys: TextColumn;
  private readonly displayNames: TextColumn;
  private readonly sipAddresses: TextColumn;
  readonly sipKeys: TextColumn;

  constructor(
    private readonly principals: PackedPrincipals,
    members: PackedEdgeSet,
    contents: PackedEdgeSet,
  ) {
    const { ids, used } = principals;
    this.size = ids.length;
    this.sortKeys = new TextColumn(principals.sortKeys);
    this.displayNames = new TextColumn(principals.displayNames);
    this.sipAddresses = new TextColumn(principals.sipAddresses);
    this.sipKeys = new TextColumn(principals.sipKeys);
    this.order = new DisplayOrder(this.size, { size: used, ids, sortKeys: this.sortKeys });
    this.members = unpacked(members);
    this.contents = unpacked(contents);
  }

  get used(): number {
    return this.principals.used;
  }

  get sites(): readonly (string | null)[] {
    return this.principals.siteKeys;
  }

  ordinalOf(principalId: number): number | undefined {
    return (this.principals.ordinals[principalId] || undefined) && this.principals.ordinals[principalId]! - 1;
  }

  idAt(ordinal: number): number {
    return this.principals.ids[ordinal]!;
  }

  kindAt(ordinal: number): PrincipalKind {
    return KINDS[this.principals.kinds[ordinal]!]!;
  }

  sortKeyAt(ordinal: number): string {
    return this.sortKeys.at(ordinal);
  }

  displayNameAt(ordinal: number): string {
    return this.displayNames.at(ordinal);
  }

  sipAddressAt(ordinal: number): string {
    return this.sipAddresses.at(ordinal);
  }

  sipKeyAt(ordinal: number): string {
    return this.sipKeys.at(ordinal);
  }

  siteAt(ordinal: number): number {
    return this.principals.sites[ordinal]!;
  }

  isEnabledAt(ordinal: number): boolean {
    return this.principals.enabled[ordinal] === 1;
  }

  isMissingAt(ordinal: number): boolean {
    return this.principals.missing[ordinal] === 1;
  }
}

function unpacked({ down, up }: PackedEdgeSet): EdgeSet {
  return { down: new Adjacency(down), up: new Adjacency(up) };
}
