import { EdgeKind } from '../directory/principal-edge.entity';
import { PrincipalKind } from '../directory/principal.entity';
import { Adjacency, type EdgeSet } from './adjacency';
import { DisplayOrder } from './display-order';
import type { PrincipalGraph } from './principal-graph';
import { TextColumn } from './text-column';

const KINDS = Object.values(PrincipalKind);
const MOST_SPARE = 4_096;

/** What the index keeps of a principal. */
export interface GraphPrincipal {
  id: number;
  kind: PrincipalKind;
  sortKey: string;
  displayName: string;
  sipAddress: string | null;
  sipKey: string | null;
  /** The folded name of the site that the directory puts it in. */
  siteKey: string | null;
  enabled: boolean;
  missing: boolean;
}

interface Columns {
  ids: Uint32Array;
  sortKeys: TextColumn;
  displayNames: TextColumn;
  sipAddresses: TextColumn;
  sipKeys: TextColumn;
  siteNumbers: Uint32Array;
  kinds: Uint8Array;
  enabled: Uint8Array;
  missing: Uint8Array;
}

class PackedGraph implements PrincipalGraph {
  readonly size: number;
  readonly order: DisplayOrder;

  constructor(
    readonly used: number,
    readonly members: EdgeSet,
    readonly contents: EdgeSet,
    readonly sites: readonly (string | null)[],
    private readonly columns: Columns,
    private readonly ordinals: ReadonlyMap<number, number>,
  ) {
    const { ids, sortKeys } = columns;
    this.size = ids.length;
    this.order = new DisplayOrder(this.size, { size: used, ids, sortKeys });
  }

  ordinalOf(principalId: number): number | undefined {
    return this.ordinals.get(principalId);
  }

  idAt(ordinal: number): number {
    return this.columns.ids[ordinal]!;
  }

  kindAt(ordinal: number): PrincipalKind {
    return KINDS[this.columns.kinds[ordinal]!]!;
  }

  sortKeyAt(ordinal: number): string {
    return this.columns.sortKeys.at(ordinal);
  }

  displayNameAt(ordinal: number): string {
    return this.columns.displayNames.at(ordinal);
  }

  sipAddressAt(ordinal: number): string {
    return this.columns.sipAddresses.at(ordinal);
  }

  sipKeyAt(ordinal: number): string {
    return this.columns.sipKeys.at(ordinal);
  }

  siteAt(ordinal: number): number {
    return this.columns.siteNumbers[ordinal]!;
  }

  isEnabledAt(ordinal: number): boolean {
    return this.columns.enabled[ordinal] === 1;
  }

  isMissingAt(ordinal: number): boolean {
    return this.columns.missing[ordinal] === 1;
  }
}

class EdgeList {
  readonly parents: number[] = [];
  readonly children: number[] = [];
}

/** Takes the principals in display order, then the edges; one from or to a principal that is missing or unknown is dropped. */
export class PrincipalGraphBuilder {
  private readonly ids: number[] = [];
  private readonly kinds: number[] = [];
  private readonly enabled: number[] = [];
  private readonly missing: number[] = [];
  private readonly sortKeys: string[] = [];
  private readonly displayNames: string[] = [];
  private readonly sipAddresses: string[] = [];
  private readonly sipKeys: string[] = [];
  private readonly sites = new Map<string | null, number>();
  private readonly siteNumbers: number[] = [];
  private readonly ordinals = new Map<number, number>();
  private readonly members = new EdgeList();
  private readonly contents = new EdgeList();

  addPrincipal({ id, kind, sortKey, sipKey, siteKey, enabled, missing, ...shown }: GraphPrincipal): void {
    this.ordinals.set(id, this.ids.length);
    this.ids.push(id);
    this.kinds.push(KINDS.indexOf(kind));
    this.enabled.push(Number(enabled));
    this.missing.push(Number(missing));
    this.sortKeys.push(sortKey);
    this.displayNames.push(shown.displayName);
    this.sipAddresses.push(shown.sipAddress ?? '');
    this.sipKeys.push(missing ? '' : (sipKey ?? ''));
    if (!this.sites.has(siteKey)) this.sites.set(siteKey, this.sites.size);
    this.siteNumbers.push(this.sites.get(siteKey)!);
  }

  addEdge(kind: EdgeKind, parentId: number, childId: number): void {
    const parent = this.presentOrdinal(parentId);
    const child = this.presentOrdinal(childId);
    if (parent === undefined || child === undefined) return;
    const edges = kind === EdgeKind.CONTAINS ? this.contents : this.members;
    edges.parents.push(parent);
    edges.children.push(child);
  }

  build(): PrincipalGraph {
    const used = this.ids.length;
    const size = used + Math.min(MOST_SPARE, 64 + (used >>> 3));
    const texts = (column: readonly string[]) => TextColumn.of(column, size);
    const numbers = <N extends Uint32Array | Uint8Array>(column: N, values: readonly number[]) => {
      column.set(values);
      return column;
    };
    return new PackedGraph(
      used,
      this.edgeSet(size, this.members),
      this.edgeSet(size, this.contents),
      [...this.sites.keys()],
      {
        ids: numbers(new Uint32Array(size), this.ids),
        sortKeys: texts(this.sortKeys),
        displayNames: texts(this.displayNames),
        sipAddresses: texts(this.sipAddresses),
        sipKeys: texts(this.sipKeys),
        siteNumbers: numbers(new Uint32Array(size), this.siteNumbers),
        kinds: numbers(new Uint8Array(size), this.kinds),
        enabled: numbers(new Uint8Array(size), this.enabled),
        missing: numbers(new Uint8Array(size).fill(1), this.missing),
      },
      this.ordinals,
    );
  }

  private presentOrdinal(principalId: number): number | undefined {
    const ordinal = this.ordinals.get(principalId);
    return ordinal !== undefined && this.missing[ordinal] === 0 ? ordinal : undefined;
  }

  private edgeSet(size: number, { parents, children }: EdgeList): EdgeSet {
    return { down: Adjacency.of(size, parents, children), up: Adjacency.of(size, children, parents) };
  }
}
