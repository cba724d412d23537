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

  /** How many were changed since all were gone through together: they are tested one by one. */
  get apart(): number {
    return 'before' in this.searched ? this.searched.others.size : 0;
  }

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
      const { keys } = this.searched;
      const literal = longestLiteral(withoutScheme(pattern));
      const where = placeOf(pattern, literal);
      return PrincipalSet.of(size, where ? keys.holding(literal, where) : keys.holding(literal).filter(fits));
    }
    const { before, others } = this.searched;
    const fitting = PrincipalSet.of(size, others.toArray().filter(fits));
    return PrincipalSet.union(size, [before.matches(pattern).without(others), fitting]);
  }
}

function longestLiteral(pattern: string): string {
  return pattern.split(/[*?]+/).reduce((longest, part) => (part.length > longest.length ? part : longest));
}

/** Where a key must have the literal to fit the pattern, if that is all it takes; the scheme is no part of what is compared. */
function placeOf(pattern: string, literal: string): 'somewhere' | 'at the end' | null {
  if (/^\*+$/.test(pattern)) return 'somewhere';
  if (literal.includes(':') || SCHEME.includes(literal)) return null;
  if (pattern === `*${literal}*`) return 'somewhere';
  return pattern === `*${literal}` ? 'at the end' : null;
}

function withoutScheme(text: string): string {
  return text.startsWith(SCHEME) ? text.slice(SCHEME.length) : text;
}
