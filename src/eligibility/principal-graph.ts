import { EdgeKind } from '../directory/principal-edge.entity';
import { PrincipalKind } from '../directory/principal.entity';
import { Adjacency, type DirectedEdges } from './adjacency';
import { TextColumn } from './text-column';

const KINDS = Object.values(PrincipalKind);

/** What the index keeps of a principal. */
export interface GraphPrincipal {
  id: number;
  kind: PrincipalKind;
  sortKey: string;
  sipKey: string | null;
  /** The folded name of the site that the directory puts it in. */
  siteKey: string | null;
  enabled: boolean;
  missing: boolean;
}

/** Memberships of every kind, or containment, followed in either direction. */
export interface EdgeSet<E extends DirectedEdges = Adjacency> {
  down: E;
  up: E;
}

/** The principals, numbered in display order, and the edges between those that aren't missing. */
export class PrincipalGraph {
  constructor(
    readonly ids: Uint32Array,
    readonly members: EdgeSet,
    readonly contents: EdgeSet,
    readonly sortKeys: TextColumn,
    /** Empty where a principal has no SIP address or is missing. */
    readonly sipKeys: TextColumn,
    /** The folded names of all sites that principals are in, whether there are such sites or not; null for none. */
    readonly sites: readonly (string | null)[],
    private readonly siteNumbers: Uint32Array,
    private readonly kinds: Uint8Array,
    private readonly enabled: Uint8Array,
    private readonly missing: Uint8Array,
    private readonly ordinals: ReadonlyMap<number, number>,
  ) {}

  get size(): number {
    return this.ids.length;
  }

  ordinalOf(principalId: number): number | undefined {
    return this.ordinals.get(principalId);
  }

  kindAt(ordinal: number): PrincipalKind {
    return KINDS[this.kinds[ordinal]!]!;
  }

  /** The place of its site in `sites`. */
  siteAt(ordinal: number): number {
    return this.siteNumbers[ordinal]!;
  }

  isEnabledAt(ordinal: number): boolean {
    return this.enabled[ordinal] === 1;
  }

  isMissingAt(ordinal: number): boolean {
    return this.missing[ordinal] === 1;
  }

  /** The ordinals of those that aren't missing and pass the test. */
  where(test: (ordinal: number) => boolean): number[] {
    const found: number[] = [];
    for (let ordinal = 0; ordinal < this.size; ordinal++) {
      if (!this.isMissingAt(ordinal) && test(ordinal)) found.push(ordinal);
    }
    return found;
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
  private readonly sipKeys: string[] = [];
  private readonly sites = new Map<string | null, number>();
  private readonly siteNumbers: number[] = [];
  private readonly ordinals = new Map<number, number>();
  private readonly members = new EdgeList();
  private readonly contents = new EdgeList();

  addPrincipal({ id, kind, sortKey, sipKey, siteKey, enabled, missing }: GraphPrincipal): void {
    this.ordinals.set(id, this.ids.length);
    this.ids.push(id);
    this.kinds.push(KINDS.indexOf(kind));
    this.enabled.push(Number(enabled));
    this.missing.push(Number(missing));
    this.sortKeys.push(sortKey);
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
    return new PrincipalGraph(
      Uint32Array.from(this.ids),
      this.edgeSet(this.members),
      this.edgeSet(this.contents),
      TextColumn.of(this.sortKeys),
      TextColumn.of(this.sipKeys),
      [...this.sites.keys()],
      Uint32Array.from(this.siteNumbers),
      Uint8Array.from(this.kinds),
      Uint8Array.from(this.enabled),
      Uint8Array.from(this.missing),
      this.ordinals,
    );
  }

  private presentOrdinal(principalId: number): number | undefined {
    const ordinal = this.ordinals.get(principalId);
    return ordinal !== undefined && this.missing[ordinal] === 0 ? ordinal : undefined;
  }

  private edgeSet({ parents, children }: EdgeList): EdgeSet {
    return {
      down: Adjacency.of(this.ids.length, parents, children),
      up: Adjacency.of(this.ids.length, children, parents),
    };
  }
}
