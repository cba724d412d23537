import { PrincipalKind } from '../../directory/principal.entity';
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

/** Takes principals in display order. */
export class PrincipalPacker {
  private readonly ids: number[] = [];
  private readonly kinds: number[] = [];
  private readonly enabled: boolean[] = [];
  private readonly missing: boolean[] = [];
  private readonly siteKeys = new Map<string | null, number>();
  private readonly sites: number[] = [];
  private readonly sortKeys: string[] = [];
  private readonly displayNames: string[] = [];
  private readonly sipAddresses: string[] = [];
  private readonly sipKeys: string[] = [];

  add({ siteKey, ...principal }: IndexedPrincipal): void {
    this.ids.push(principal.id);
    this.kinds.push(KINDS.indexOf(principal.kind));
    this.enabled.push(principal.enabled);
    this.missing.push(principal.missing);
    if (!this.siteKeys.has(siteKey)) this.siteKeys.set(siteKey, this.siteKeys.size);
    this.sites.push(this.siteKeys.get(siteKey)!);
    this.sortKeys.push(principal.sortKey);
    this.displayNames.push(principal.displayName);
    this.sipAddresses.push(principal.sipAddress ?? '');
    this.sipKeys.push(principal.missing ? '' : (principal.sipKey ?? ''));
  }

  packed(): PackedPrincipals {
    const used = this.ids.length;
    const size = used + Math.min(MOST_SPARE, 64 + (used >>> 3));
    const words = (values: readonly number[]) => filled(sharedWords(size), values);
    const flags = (values: readonly boolean[]) => filled(sharedBytes(size), values.map(Number));
    const missing = flags(this.missing);
    return {
      used,
      ids: words(this.ids),
      ordinals: ordinalsById(this.ids),
      kinds: filled(sharedBytes(size), this.kinds),
      enabled: flags(this.enabled),
      missing: missing.fill(1, used),
      sites: words(this.sites),
      siteKeys: [...this.siteKeys.keys()],
      sortKeys: packTexts(this.sortKeys, size),
      displayNames: packTexts(this.displayNames, size),
      sipAddresses: packTexts(this.sipAddresses, size),
      sipKeys: packTexts(this.sipKeys, size),
    };
  }
}

function filled<A extends Uint32Array | Uint8Array>(array: A, values: readonly number[]): A {
  array.set(values);
  return array;
}

function ordinalsById(ids: readonly number[]): Uint32Array {
  const ordinals = sharedWords(ids.reduce((largest, id) => Math.max(largest, id), 0) + 1);
  ids.forEach((id, ordinal) => (ordinals[id] = ordinal + 1));
  return ordinals;
}
