import { foldedKey, wildcardTest } from '../database/text-keys';
import { type PrincipalGraph, presentWhere } from './principal-graph';
import { PrincipalSet } from './principal-set';

const SCHEME = 'sip:';
const KEPT_PATTERNS = 64;

/** The SIP addresses of the directory, searched by wildcard. */
export class SipAddresses {
  private readonly found = new Map<string, PrincipalSet>();

  /** @param before those of which only some are others in the graph */
  constructor(
    private readonly graph: PrincipalGraph,
    private readonly before?: { addresses: SipAddresses; others: PrincipalSet },
  ) {}

  /** The same, but for some ordinals, which the graph knows. */
  changed(graph: PrincipalGraph, ordinals: readonly number[]): SipAddresses {
    const addresses = this.before?.addresses ?? this;
    const others = PrincipalSet.of(graph.size, [...(this.before?.others ?? []), ...ordinals]);
    return new SipAddresses(graph, { addresses, others });
  }

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
    const fits = (ordinal: number) => {
      const key = this.graph.sipKeyAt(ordinal);
      return key !== '' && matches(withoutScheme(key));
    };
    const { size } = this.graph;
    if (!this.before) return PrincipalSet.of(size, presentWhere(this.graph, fits));
    const { addresses, others } = this.before;
    const fitting = PrincipalSet.of(size, others.toArray().filter(fits));
    return PrincipalSet.union(size, [addresses.matches(pattern).without(others), fitting]);
  }
}

function withoutScheme(text: string): string {
  return text.startsWith(SCHEME) ? text.slice(SCHEME.length) : text;
}
