import { foldedKey, wildcardTest } from '../database/text-keys';
import type { PrincipalGraph } from './principal-graph';
import { PrincipalSet } from './principal-set';
import type { TextColumn } from './text-column';

const SCHEME = 'sip:';
const KEPT_PATTERNS = 64;

/** All addresses of a graph, or those of another one of which only some are others in this. */
type Searched = { keys: TextColumn } | { before: SipAddresses; others: PrincipalSet };

/** The SIP addresses of the directory, searched by wildcard. */
export class SipAddresses {
  private readonly found = new Map<string, PrincipalSet>();

  constructor(
    private readonly graph: PrincipalGraph,
    private readonly searched: Searched,
  ) {}

  /** The same, but for some ordinals, which the graph knows. */
  changed(graph: PrincipalGraph, ordinals: readonly number[]): SipAddresses {
    const [before, changed] = 'before' in this.searched ? [this.searched.before, this.searched.others] : [this, []];
    return new SipAddresses(graph, { before, others: PrincipalSet.of(graph.size, [...changed, ...ordinals]) });
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
    const { size } = this.graph;
    const matches = wildcardTest(withoutScheme(pattern));
    const fits = (ordinal: number) => {
      const key = this.graph.sipKeyAt(ordinal);
      return key !== '' && matches(withoutScheme(key));
    };
    if ('keys' in this.searched) {
      const literal = longestLiteral(withoutScheme(pattern));
      const holding = this.searched.keys.holding(literal);
      return PrincipalSet.of(size, isSaidByHolding(pattern, literal) ? holding : holding.filter(fits));
    }
    const { before, others } = this.searched;
    const fitting = PrincipalSet.of(size, others.toArray().filter(fits));
    return PrincipalSet.union(size, [before.matches(pattern).without(others), fitting]);
  }
}

function longestLiteral(pattern: string): string {
  return pattern.split(/[*?]+/).reduce((longest, part) => (part.length > longest.length ? part : longest));
}

/** Whether a key with this text in it fits the pattern wherever the text stands; the scheme is no part of what is compared. */
function isSaidByHolding(pattern: string, literal: string): boolean {
  if (/^\*+$/.test(pattern)) return true;
  return pattern === `*${literal}*` && !literal.includes(':') && !SCHEME.includes(literal);
}

function withoutScheme(text: string): string {
  return text.startsWith(SCHEME) ? text.slice(SCHEME.length) : text;
}
