import type { PrincipalKind } from '../../directory/principal-kind';
import type { IndexedDirectory, MemoryUse } from '../indexed-directory';
import type { PrincipalSet } from '../principal-set';
import type { SetByOrdinal } from '../set-by-ordinal';
import type { SipAddresses } from '../sip-addresses';
import { Journal } from './journal';
import { JournaledGraph } from './journaled-graph';

/** What of a directory isn't kept in its journal, but made anew where it changes. */
export interface DirectorySets {
  ofKind: ReadonlyMap<PrincipalKind, PrincipalSet>;
  activeUsers: PrincipalSet;
  sip: SipAddresses;
}

/** A page costs twice as much where so many stand elsewhere than by their ordinals. */
const MOST_DISPLACED = 2_000;
/** A wildcard takes some milliseconds more. */
const MOST_APART = 16_000;
const MOST_BYTES = 64 * 1024 * 1024;

/** A directory as a journal has it at a step. It stays what it is while the journal goes on. */
export class JournaledDirectory implements IndexedDirectory {
  readonly contained: SetByOrdinal;
  readonly reached: SetByOrdinal;
  readonly ofKind: DirectorySets['ofKind'];
  readonly activeUsers: PrincipalSet;
  readonly sip: SipAddresses;

  constructor(
    readonly version: number,
    readonly journal: Journal,
    readonly graph: JournaledGraph,
    { ofKind, activeUsers, sip }: DirectorySets,
  ) {
    this.contained = journal.contained.at(graph.step);
    this.reached = journal.reached.at(graph.step);
    this.ofKind = ofKind;
    this.activeUsers = activeUsers;
    this.sip = sip;
  }

  get memory(): MemoryUse {
    const { bytes, bound } = this.journal.base.memory;
    return { bytes: bytes + this.journal.bytes, bound: bound + MOST_BYTES };
  }

  /** How much its journal has of what it may; 1 where there is no more to come. */
  get fullness(): number {
    const { used, size, displaced } = this.graph;
    const spare = size - this.journal.base.graph.used;
    const arrived = used - this.journal.base.graph.used;
    return Math.max(
      arrived / spare,
      displaced.size / MOST_DISPLACED,
      this.sip.apart / MOST_APART,
      this.journal.bytes / MOST_BYTES,
    );
  }

  /** A directory as it is in its journal; one that has none begins one. */
  static over(base: IndexedDirectory): JournaledDirectory {
    if (base instanceof JournaledDirectory) return base;
    const { version, graph } = base;
    const journal = new Journal(base);
    return new JournaledDirectory(
      version,
      journal,
      new JournaledGraph(journal, 0, graph.used, new Map(), graph.order),
      base,
    );
  }
}
