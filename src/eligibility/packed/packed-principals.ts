import { PrincipalKind } from '../../directory/principal-kind';
import { packTexts, type PackedTexts } from '../text-column';
import { sharedBytes, sharedWords } from './shared-arrays';

/** In the order of their numbers. */
export const KINDS = Object.values(PrincipalKind);
const MOST_SPARE = 4_096;

/** What the index keeps of a principal. */
export interface IndexedPrincipal {
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

/** Principals by ordinal, in display order up to `used`, and behind that room for others. */
export interface PackedPrincipals {
  used: number;
  ids: Uint32Array;
  /** By id, one more than the ordinal; 0 for none. */
  ordinals: Uint32Array;
  /** Their places in `KINDS`. */
  kinds: Uint8Array;
  enabled: Uint8Array;
  missing: Uint8Array;
  /** Their places in `siteKeys`. */
  sites: Uint32Array;
  siteKeys: readonly (string | null)[];
  sortKeys: PackedTexts;
  displayNames: PackedTexts;
  sipAddresses: PackedTexts;
  /** Empty where a principal has no SIP address or is missing. */
  sipKeys: PackedTexts;
}

/** Takes principals in any order. */
export class PrincipalPacker {
  private readonly used: number;
  private readonly size: number;
  private readonly ordinals: Uint32Array;
  private readonly kinds: Uint8Array;
  private readonly enabled: Uint8Array;
  private readonly missing: Uint8Array;
  private readonly sites: Uint32Array;
  private readonly siteKeys = new Map<string | null, number>();
  private readonly displayNames: string[];
  private readonly sipAddresses: string[];
  private readonly sipKeys: string[];

  /** @param ids in display order, with their sort keys; of others nothing is taken */
  constructor(
    private readonly ids: readonly number[],
    private readonly sortKeys: readonly string[],
  ) {
    const used = ids.length;
    this.used = used;
    this.size = used + Math.min(MOST_SPARE, 64 + (used >>> 3));
    this.ordinals = sharedWords(ids.reduce((largest, id) => Math.max(largest, id), 0) + 1);
    ids.forEach((id, ordinal) => (this.ordinals[id] = ordinal + 1));
    this.kinds = sharedBytes(this.size);
    this.enabled = sharedBytes(this.size);
    this.missing = sharedBytes(this.size).fill(1);
    this.sites = sharedWords(this.size);
    this.displayNames = new Array<string>(used).fill('');
    this.sipAddresses = new Array<string>(used).fill('');
    this.sipKeys = new Array<string>(used).fill('');
  }

  add({ id, siteKey, ...principal }: Omit<IndexedPrincipal, 'sortKey'>): void {
    const ordinal = (this.ordinals[id] ?? 0) - 1;
    if (ordinal < 0) return;
    this.kinds[ordinal] = KINDS.indexOf(principal.kind);
    this.enabled[ordinal] = Number(principal.enabled);
    this.missing[ordinal] = Number(principal.missing);
    if (!this.siteKeys.has(siteKey)) this.siteKeys.set(siteKey, this.siteKeys.size);
    this.sites[ordinal] = this.siteKeys.get(siteKey)!;
    this.displayNames[ordinal] = principal.displayName;
    this.sipAddresses[ordinal] = principal.sipAddress ?? '';
    this.sipKeys[ordinal] = principal.missing ? '' : (principal.sipKey ?? '');
  }

  packed(): PackedPrincipals {
    const { used, size, ordinals, kinds, enabled, missing, sites } = this;
    const ids = sharedWords(size);
    ids.set(this.ids);
    return {
      ...{ used, ids, ordinals, kinds, enabled, missing, sites },
      siteKeys: [...this.siteKeys.keys()],
      sortKeys: packTexts(this.sortKeys, size),
      displayNames: packTexts(this.displayNames, size),
      sipAddresses: packTexts(this.sipAddresses, size),
      sipKeys: packTexts(this.sipKeys, size),
    };
  }
}
