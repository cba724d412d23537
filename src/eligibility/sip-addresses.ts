import { foldedKey, wildcardTest } from '../database/text-keys';
import { PrincipalSet } from './principal-set';
import type { TextColumn } from './text-column';

const SCHEME = 'sip:';
const KEPT_PATTERNS = 64;

/** The SIP addresses of the directory, searched by wildcard. */
export class SipAddresses {
  private readonly found = new Map<string, PrincipalSet>();

  constructor(
    private readonly universe: number,
    /** Folded; empty where there is none. */
    private readonly keys: TextColumn,
  ) {}

  /**
   * Who has an address that fits a pattern with `*` and `?`. A pattern that begins with `sip:` is compared with the
   * whole address, any other with what follows the scheme: else `s*` would find everybody.
   */
  matches(wildcard: string): PrincipalSet {
    const pattern = foldedKey(wildcard);
    const known = this.found.get(pattern);
    const set = known ?? this.search(pattern);
    this.found.delete(pattern);
    this.found.set(pattern, set);
    if (this.found.size > KEPT_PATTERNS) this.found.delete(this.found.keys().next().value!);
    return set;
  }

  private search(pattern: string): PrincipalSet {
    const matches = wildcardTest(withoutScheme(pattern));
    const ordinals: number[] = [];
    for (let ordinal = 0; ordinal < this.universe; ordinal++) {
      if (!this.keys.isEmptyAt(ordinal) && matches(withoutScheme(this.keys.at(ordinal)))) ordinals.push(ordinal);
    }
    return PrincipalSet.of(this.universe, ordinals);
  }
}

function withoutScheme(text: string): string {
  return text.startsWith(SCHEME) ? text.slice(SCHEME.length) : text;
}
