import { PrincipalKind } from '../directory/principal.entity';
import type { PrincipalGraph } from './principal-graph';
import { PrincipalSet } from './principal-set';
import { SipAddresses } from './sip-addresses';
import { type SetByOrdinal, transitiveSets } from './transitive-sets';

/** One version of the directory in memory, with the sets that take long to work out: indexes of other policies share it. */
export class IndexedDirectory {
  /** What stands below each principal. */
  readonly contained: SetByOrdinal;
  /** Everything that each principal reaches; what a missing one does is not said. */
  readonly reached: SetByOrdinal;
  readonly ofKind: ReadonlyMap<PrincipalKind, PrincipalSet>;
  /** Enabled, with a SIP address. */
  readonly activeUsers: PrincipalSet;
  readonly sip: SipAddresses;

  constructor(
    /** The change that it was made after (`change_sequence.directory`). */
    readonly version: number,
    readonly graph: PrincipalGraph,
  ) {
    // A container reaches the groups below it but not their members, so containment is closed first, by itself.
    this.contained = transitiveSets(graph.contents.down, new Array<undefined>(graph.size));
    this.reached = transitiveSets(graph.members.down, this.contained);
    const where = (test: (ordinal: number) => boolean) => PrincipalSet.of(graph.size, graph.where(test));
    this.ofKind = new Map(
      Object.values(PrincipalKind).map((kind) => [kind, where((ordinal) => graph.kindAt(ordinal) === kind)]),
    );
    this.activeUsers = this.ofKind
      .get(PrincipalKind.USER)!
      .intersect(where((ordinal) => graph.isEnabledAt(ordinal) && !graph.sipKeys.isEmptyAt(ordinal)));
    this.sip = new SipAddresses(graph.size, graph.sipKeys);
  }
}
