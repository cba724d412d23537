import { PrincipalKind } from '../../src/directory/principal.entity';
import type { EligibilityIndex } from '../../src/eligibility/eligibility-index';
import type { PrincipalSet } from '../../src/eligibility/principal-set';

const PATTERNS = ['*', 'a*', 'é*', 'sip:*', '*contoso*', 'p1?@*'];

/** All that an index answers, in the ids of principals. */
export function described(index: EligibilityIndex, ids: readonly number[]): unknown {
  const { graph, order } = index;
  const idsOf = (ordinals: Iterable<number>) => Array.from(ordinals, (ordinal) => index.idAt(ordinal));
  const ascending = (set: Iterable<number>) => idsOf(set).sort((a, b) => a - b);
  const everybody = index.listed(ids);
  const present = ids.filter((id) => !index.isMissing(id));
  const of = <T>(principalIds: readonly number[], what: (id: number) => T) =>
    Object.fromEntries(principalIds.map((id) => [id, what(id)]));
  const ordered = order.all(everybody);
  return {
    version: index.version,
    reached: of(ids, (id) => ascending(index.reach([id]))),
    contained: of(present, (id) => ascending(index.directory.contained.at(index.ordinalOf(id)!) ?? index.listed([id]))),
    ancestors: of(ids, (id) => index.ancestors(id).sort((a, b) => a - b)),
    members: of(ids, (id) => ascending(index.directMembers(id))),
    groups: of(ids, (id) => ascending(index.directGroups(id))),
    order: idsOf(ordered),
    pages: Array.from(ordered, (ordinal) => pagesAround(index, everybody, ordinal)),
    kinds: Object.values(PrincipalKind).map((kind) => idsOf(order.all(index.ofKinds([kind])))),
    active: idsOf(order.all(index.activeUsers)),
    mayEnterAtAll: idsOf(order.all(index.mayEnterAtAll)),
    sip: of([0, 1, 2, 3, 4, 5], (i) => idsOf(order.all(index.sipMatches(PATTERNS[i]!)))),
    said: of(ids, (id) => {
      const ordinal = index.ordinalOf(id)!;
      return [
        graph.kindAt(ordinal),
        graph.sortKeyAt(ordinal),
        graph.displayNameAt(ordinal),
        graph.sipAddressAt(ordinal),
        graph.sipKeyAt(ordinal),
        graph.sites[graph.siteAt(ordinal)],
        graph.isEnabledAt(ordinal),
        graph.isMissingAt(ordinal),
      ];
    }),
    unknown: index.ordinalOf(Math.max(0, ...ids) + 1),
  };
}

function pagesAround(index: EligibilityIndex, set: PrincipalSet, ordinal: number): number[][] {
  const place = index.order.place(index.sortKeyAt(ordinal), index.idAt(ordinal));
  return [
    index.order.first(set, 3, { after: place }).map((each) => index.idAt(each)),
    index.order.last(set, 2, { before: place }).map((each) => index.idAt(each)),
  ];
}
