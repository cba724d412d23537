import type { PrincipalKind } from '../directory/principal.entity';
import type { EdgeSet } from './adjacency';
import type { DisplayOrder } from './display-order';

/** The principals, known by ordinals, and the edges between those that aren't missing. */
export interface PrincipalGraph {
  /** Ordinals are below it. */
  readonly size: number;
  /** The ordinals from there on are for principals that arrive later: missing ones without edges, until then. */
  readonly used: number;
  readonly order: DisplayOrder;
  readonly members: EdgeSet;
  readonly contents: EdgeSet;
  /** The folded names of all sites that principals are in, whether there are such sites or not; null for none. */
  readonly sites: readonly (string | null)[];

  ordinalOf(principalId: number): number | undefined;
  idAt(ordinal: number): number;
  kindAt(ordinal: number): PrincipalKind;
  sortKeyAt(ordinal: number): string;
  displayNameAt(ordinal: number): string;
  /** Empty where it has none. */
  sipAddressAt(ordinal: number): string;
  /** Folded; empty where it has none or is missing. */
  sipKeyAt(ordinal: number): string;
  /** The place of its site in `sites`. */
  siteAt(ordinal: number): number;
  isEnabledAt(ordinal: number): boolean;
  isMissingAt(ordinal: number): boolean;
}

/** The ordinals of those that aren't missing and pass the test. */
export function presentWhere(graph: PrincipalGraph, test: (ordinal: number) => boolean): number[] {
  const found: number[] = [];
  for (let ordinal = 0; ordinal < graph.used; ordinal++) {
    if (!graph.isMissingAt(ordinal) && test(ordinal)) found.push(ordinal);
  }
  return found;
}
