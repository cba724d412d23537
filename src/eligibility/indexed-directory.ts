import { PrincipalKind } from '../directory/principal.entity';
import { type PrincipalGraph, presentWhere } from './principal-graph';
import { PrincipalSet } from './principal-set';
import { NO_SETS, type SetByOrdinal } from './set-by-ordinal';
import { SipAddresses } from './sip-addresses';
import { transitiveSets } from './transitive-sets';

/** One version of the directory in memory, with the sets that take long to work out: indexes of other policies share it. */
export interface IndexedDirectory {
  /** The change that it was made after (`change_sequence.directory`). */
  readonly version: number;
  readonly graph: PrincipalGraph;
  /** What stands below each principal. */
  readonly contained: SetByOrdinal;
  /** Everything that each principal reaches; what a missing one does is not said. */
  readonly reached: SetByOrdinal;
  readonly ofKind: ReadonlyMap<PrincipalKind, PrincipalSet>;
  /** Enabled, with a SIP address. */
  readonly activeUsers: PrincipalSet;
  readonly sip: SipAddresses;
}

export function indexDirectory(version: number, graph: PrincipalGraph): IndexedDirectory {
  // A container reaches the groups below it but not their members, so containment is closed first, by itself.
  const contained = transitiveSets(graph.contents.down, NO_SETS);
  const reached = transitiveSets(graph.members.down, contained);
  const where = (test: (ordinal: number) => boolean) => PrincipalSet.of(graph.size, presentWhere(graph, test));
  const ofKind = new Map(
    Object.values(PrincipalKind).map((kind) => [kind, where((ordinal) => graph.kindAt(ordinal) === kind)]),
  );
  const activeUsers = ofKind
    .get(PrincipalKind.USER)!
    .intersect(where((ordinal) => graph.isEnabledAt(ordinal) && graph.sipKeyAt(ordinal) !== ''));
  return { version, graph, contained, reached, ofKind, activeUsers, sip: new SipAddresses(graph) };
}
