import { foldedKey, wildcardTest } from '../database/text-keys';
import { type PrincipalGraph, presentWhere } from './principal-graph';
import { PrincipalSet } from './principal-set';

const SCHEME = 'sip:';
const KEPT_PATTERNS = 64;

/** The SIP addresses of the directory, searched by wildcard. */
export class SipAddresses {
  private readonly found = new Map<string, PrincipalSet>();

  constructor(private readonly graph: PrincipalGraph) {}

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
    const ordinals = presentWhere(this.graph, (ordinal) => {
      const key = this.graph.sipKeyAt(ordinal);
      return key !== '' && matches(withoutScheme(key));
    });
    return PrincipalSet.of(this.graph.size, ordinals);
  }
}

function withoutScheme(text: string): string {
  return text.startsWith(SCHEME) ? text.slice(SCHEME.length) : text;
}
