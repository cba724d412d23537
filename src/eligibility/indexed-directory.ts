import type { PrincipalKind } from '../directory/principal.entity';
import type { PrincipalGraph } from './principal-graph';
import type { PrincipalSet } from './principal-set';
import type { SetByOrdinal } from './set-by-ordinal';
import type { SipAddresses } from './sip-addresses';

/** In bytes. */
export interface MemoryUse {
  bytes: number;
  /** What it can't exceed, as many principals, edges and sets as there are. */
  bound: number;
}

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
  readonly memory: MemoryUse;
}
