import fc from 'fast-check';

import { compareKeys, foldedKey, sortKey } from '../../../../src/database/text-keys';
import { EdgeKind } from '../../../../src/directory/principal-edge.entity';
import { PrincipalKind } from '../../../../src/directory/principal.entity';
import { type DecidingPolicy, EffectivePolicies } from '../../../../src/eligibility/effective-policies';
import { EligibilityIndex } from '../../../../src/eligibility/eligibility-index';
import type { DirectoryTail, LoggedEdge, LoggedPrincipal } from '../../../../src/eligibility/journal/directory-tail';
import { packDirectory, unpackDirectory } from '../../../../src/eligibility/packed/packed-directory';
import { EdgePacker } from '../../../../src/eligibility/packed/packed-edges';
import { PrincipalPacker } from '../../../../src/eligibility/packed/packed-principals';

/** Something that is done to a directory of which principals are known by numbers from 1 on, where it is possible. */
export type Deed =
  | Restatement
  | { verb: 'link' | 'unlink'; kind: EdgeKind; parent: number; child: number }
  | { verb: 'move'; number: number; to: number }
  | { verb: 'fill'; number: number }
  | { verb: 'hire'; name: string; kind: PrincipalKind };

/** What makes the directory say something else of a principal. */
type Restatement =
  | { verb: 'rename'; number: number; name: string }
  | { verb: 'address'; number: number; sip: string | null }
  | { verb: 'enable' | 'disable' | 'vanish' | 'return'; number: number }
  | { verb: 'place'; number: number; site: string | null };

export const NAMES = ['Emil', 'Émil', 'EMIL', 'emily', 'Zoë', 'zoe', 'ﬀ', 'Ａ', '😀', 'Ann', 'ann'];
const SIPS = [null, 'sip:ann@litwareinc.com', 'sip:Émil@litwareinc.com', 'sip:zed@contoso.com'];
const SITES = [null, 'redmond', 'atlanta', 'nowhere'];
const POLICIES: readonly DecidingPolicy[] = [
  { id: 1, scope: 'GLOBAL', siteKey: null, enables: true },
  { id: 2, scope: 'SITE', siteKey: 'redmond', enables: false },
  { id: 3, scope: 'USER', siteKey: null, enables: false },
  { id: 4, scope: 'USER', siteKey: null, enables: true },
];

const number = fc.integer({ min: 1, max: 14 });
const name = fc.constantFrom(...NAMES);
const edgeKind = fc.constantFrom(EdgeKind.MEMBER, EdgeKind.MEMBER, EdgeKind.PRIMARY, EdgeKind.CONTAINS);
const principalKind = fc.constantFrom(...Object.values(PrincipalKind), PrincipalKind.USER, PrincipalKind.GROUP);

export const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ verb: fc.constant('link' as const), kind: edgeKind, parent: number, child: number }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ verb: fc.constant('unlink' as const), kind: edgeKind, parent: number, child: number }),
  },
  { weight: 2, arbitrary: fc.record({ verb: fc.constant('move' as const), number, to: number }) },
  { weight: 2, arbitrary: fc.record({ verb: fc.constant('rename' as const), number, name }) },
  fc.record({ verb: fc.constant('address' as const), number, sip: fc.constantFrom(...SIPS) }),
  fc.record({
    verb: fc.constantFrom('enable' as const, 'disable' as const, 'vanish' as const, 'return' as const),
    number,
  }),
  fc.record({ verb: fc.constant('place' as const), number, site: fc.constantFrom(...SITES) }),
  { weight: 2, arbitrary: fc.record({ verb: fc.constant('hire' as const), name, kind: principalKind }) },
  fc.record({ verb: fc.constant('fill' as const), number }),
);

/** A directory as a list of principals and edges, which says what it logs of every deed. */
export class ModelDirectory {
  version = 1;
  private readonly principals = new Map<number, LoggedPrincipal>();
  private readonly edges = new Set<string>();
  private readonly granted = new Map<number, number>();

  get ids(): number[] {
    return [...this.principals.keys()];
  }

  grant(id: number, policyId: number): void {
    this.granted.set(id, policyId);
  }

  /** Does some deeds as one change. */
  change(deeds: readonly Deed[]): DirectoryTail {
    const touched = new Set<number>();
    const edges: LoggedEdge[] = [];
    for (const each of deeds) this.act(each, touched, edges);
    this.version += 1;
    const principals = Array.from(touched, (id) => ({ ...this.principals.get(id)! }));
    return { version: this.version, principals, edges };
  }

  /** The index of what there is, made anew. */
  index(): EligibilityIndex {
    const ordered = [...this.principals.values()].sort((a, b) => compareKeys(a.sortKey, b.sortKey) || a.id - b.id);
    const packer = new PrincipalPacker(
      ordered.map(({ id }) => id),
      ordered.map((each) => each.sortKey),
    );
    for (const principal of ordered) packer.add(principal);
    const packed = packer.packed();
    const edges = new EdgePacker(packed);
    for (const { kind, parentId, childId } of this.allEdges()) edges.add(kind, parentId, [childId]);
    const directory = unpackDirectory(this.version, packDirectory({ principals: packed, ...edges.packed() }));
    const granted = new Uint32Array(directory.graph.size);
    ordered.forEach(({ id }, ordinal) => (granted[ordinal] = this.granted.get(id) ?? 0));
    return new EligibilityIndex(directory, new EffectivePolicies(1, directory.graph, POLICIES, granted));
  }

  private act(each: Deed, touched: Set<number>, edges: LoggedEdge[]): void {
    switch (each.verb) {
      case 'hire':
        return this.hire(each.name, each.kind, touched);
      case 'link':
      case 'unlink':
        return this.link(each.kind, each.parent, each.child, each.verb === 'link', edges);
      case 'move':
        return this.move(each.number, each.to, edges);
      case 'fill':
        for (const id of this.ids) this.link(EdgeKind.MEMBER, each.number, id, true, edges);
        return;
      default:
        return this.restate(each, touched, edges);
    }
  }

  private move(number: number, to: number, edges: LoggedEdge[]): void {
    for (const { kind, parentId, childId } of this.allEdges())
      if (kind === EdgeKind.CONTAINS && childId === number) this.link(kind, parentId, number, false, edges);
    this.link(EdgeKind.CONTAINS, to, number, true, edges);
  }

  private hire(displayName: string, kind: PrincipalKind, touched: Set<number>): void {
    const id = this.principals.size + 1;
    const said = { displayName, sortKey: sortKey(displayName), sipAddress: `sip:p${id}@litwareinc.com` };
    const principal = {
      id,
      kind,
      ...said,
      sipKey: foldedKey(said.sipAddress),
      siteKey: null,
      enabled: true,
      missing: false,
    };
    this.principals.set(id, principal);
    touched.add(id);
  }

  private restate(each: Restatement, touched: Set<number>, edges: LoggedEdge[]): void {
    const principal = this.principals.get(each.number);
    if (!principal) return;
    touched.add(each.number);
    if (each.verb === 'rename') Object.assign(principal, { displayName: each.name, sortKey: sortKey(each.name) });
    else if (each.verb === 'address')
      Object.assign(principal, { sipAddress: each.sip, sipKey: each.sip && foldedKey(each.sip) });
    else if (each.verb === 'place') principal.siteKey = each.site;
    else if (each.verb === 'enable' || each.verb === 'disable') principal.enabled = each.verb === 'enable';
    else {
      principal.missing = each.verb === 'vanish';
      if (!principal.missing) return;
      for (const { kind, parentId, childId } of this.allEdges())
        if (parentId === each.number || childId === each.number) this.link(kind, parentId, childId, false, edges);
    }
  }

  private link(kind: EdgeKind, parentId: number, childId: number, comes: boolean, edges: LoggedEdge[]): void {
    const isPresent = (id: number) => this.principals.get(id)?.missing === false;
    const edge = `${kind} ${parentId} ${childId}`;
    if (this.edges.has(edge) === comes || (comes && !(isPresent(parentId) && isPresent(childId)))) return;
    if (comes) this.edges.add(edge);
    else this.edges.delete(edge);
    edges.push({ kind, parentId, childId, comes });
  }

  private allEdges(): LoggedEdge[] {
    return Array.from(this.edges, (edge) => {
      const [kind, parentId, childId] = edge.split(' ');
      return { kind: kind as EdgeKind, parentId: Number(parentId), childId: Number(childId), comes: true };
    });
  }
}
