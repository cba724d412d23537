import type { PrincipalKind } from '../../directory/principal-kind';
import type { LoggedPrincipal } from './directory-tail';
import type { PrincipalGraph } from '../principal-graph';

/** What a graph says of a principal. */
export interface JournaledPrincipal {
  id: number;
  kind: PrincipalKind;
  sortKey: string;
  displayName: string;
  sipAddress: string;
  sipKey: string;
  site: number;
  enabled: boolean;
  missing: boolean;
}

/** @param siteOf the place of a site among those of the graph */
export function journaledPrincipal(
  { sipAddress, sipKey, siteKey, ...principal }: LoggedPrincipal,
  siteOf: (siteKey: string | null) => number,
): JournaledPrincipal {
  return {
    ...principal,
    sipAddress: sipAddress ?? '',
    sipKey: principal.missing ? '' : (sipKey ?? ''),
    site: siteOf(siteKey),
  };
}

export function principalAt(graph: PrincipalGraph, ordinal: number): JournaledPrincipal {
  return {
    id: graph.idAt(ordinal),
    kind: graph.kindAt(ordinal),
    sortKey: graph.sortKeyAt(ordinal),
    displayName: graph.displayNameAt(ordinal),
    sipAddress: graph.sipAddressAt(ordinal),
    sipKey: graph.sipKeyAt(ordinal),
    site: graph.siteAt(ordinal),
    enabled: graph.isEnabledAt(ordinal),
    missing: graph.isMissingAt(ordinal),
  };
}

export function isSame(one: JournaledPrincipal, other: JournaledPrincipal): boolean {
  return (Object.keys(one) as (keyof JournaledPrincipal)[]).every((said) => one[said] === other[said]);
}
