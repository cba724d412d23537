import { compareKeys, foldedKey, sortKey } from '../../../src/database/text-keys';
import { EdgeKind } from '../../../src/directory/principal-edge.entity';
import { PrincipalKind } from '../../../src/directory/principal.entity';
import { type DecidingPolicy, EffectivePolicies } from '../../../src/eligibility/effective-policies';
import { EligibilityIndex } from '../../../src/eligibility/eligibility-index';
import type { PrincipalSet } from '../../../src/eligibility/principal-set';
import { packDirectory, unpackDirectory } from '../../../src/eligibility/packed/packed-directory';
import { EdgePacker } from '../../../src/eligibility/packed/packed-edges';
import { PrincipalPacker } from '../../../src/eligibility/packed/packed-principals';

interface Described {
  kind?: PrincipalKind;
  sip?: string | null;
  enabled?: boolean;
  missing?: boolean;
  /** Where the directory puts it. */
  site?: string;
  /** The id of the policy granted to it. */
  policy?: number;
  members?: string[];
  /** Whose primary group it is. */
  primaryOf?: string[];
  contains?: string[];
}

const GLOBAL: DecidingPolicy = { id: 1, scope: 'GLOBAL', siteKey: null, enables: true };

/** A directory by display names; a principal of which nothing else is said is a user with an address. */
export class SmallDirectory {
  readonly index: EligibilityIndex;
  private readonly names: string[];
  private readonly idsByName: Map<string, number>;

  /** @param policies the global one enables Persistent Chat, and there is no other, where nothing is said */
  constructor(principals: Record<string, Described>, policies: readonly DecidingPolicy[] = [GLOBAL]) {
    this.names = Object.keys(principals);
    this.idsByName = new Map(this.names.map((name, i) => [name, i + 100]));
    const displayOrder = this.names.toSorted((a, b) => compareKeys(sortKey(a), sortKey(b)) || this.id(a) - this.id(b));
    const packer = new PrincipalPacker(this.ids(...displayOrder), displayOrder.map(sortKey));
    for (const name of displayOrder) {
      const { members, contains, kind, sip, site, enabled = true, missing = false } = principals[name]!;
      const usual = members ? PrincipalKind.GROUP : contains ? PrincipalKind.ORGANIZATIONAL_UNIT : PrincipalKind.USER;
      const address = sip === undefined && usual === PrincipalKind.USER ? `sip:${name}@litwareinc.com` : (sip ?? null);
      packer.add({
        id: this.id(name),
        kind: kind ?? usual,
        displayName: name,
        sipAddress: address,
        sipKey: address && foldedKey(address),
        siteKey: site === undefined ? null : foldedKey(site),
        enabled,
        missing,
      });
    }
    const packed = packer.packed();
    const edges = new EdgePacker(packed);
    for (const [name, { members = [], primaryOf = [], contains = [] }] of Object.entries(principals)) {
      edges.add(EdgeKind.MEMBER, this.id(name), this.ids(...members));
      edges.add(EdgeKind.PRIMARY, this.id(name), this.ids(...primaryOf));
      edges.add(EdgeKind.CONTAINS, this.id(name), this.ids(...contains));
    }
    const directory = unpackDirectory(1, packDirectory({ principals: packed, ...edges.packed() }));
    const granted = new Uint32Array(directory.graph.size);
    displayOrder.forEach((name, ordinal) => (granted[ordinal] = principals[name]!.policy ?? 0));
    this.index = new EligibilityIndex(directory, new EffectivePolicies(1, directory.graph, policies, granted));
  }

  /** Ids go by the order of description, so that display order differs from it. A name that wasn't described has the id 99. */
  id(name: string): number {
    return this.idsByName.get(name) ?? 99;
  }

  ids(...names: string[]): number[] {
    return names.map((name) => this.id(name));
  }

  reach(...names: string[]): string[] {
    return this.namesOf(this.index.reach(this.ids(...names)));
  }

  ancestors(name: string): string[] {
    return this.index
      .ancestors(this.id(name))
      .map((id) => this.nameOf(id))
      .sort();
  }

  /** In display order. */
  namesOf(set: PrincipalSet): string[] {
    return Array.from(this.index.order.all(set), (ordinal) => this.nameOf(this.index.idAt(ordinal)));
  }

  nameOf(id: number): string {
    return this.names[id - 100]!;
  }
}
