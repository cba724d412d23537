import type { SyncWarning } from '../sync-warnings';
import type { Staged } from './staging';

/** What a sync changes: numbers of principals, and of memberships in groups. */
export interface DirectoryFigures {
  added: number;
  /** Of which the directory says something else by now. */
  changed: number;
  /** Those that stand in another container by now; most of them are among the changed. */
  moved: number;
  /** Those that vanished from the directory: kept, and marked. */
  missing: number;
  /** Those that had vanished and are back. */
  returned: number;
  membershipsAdded: number;
  membershipsRemoved: number;
}

/** How far a source was read. */
export interface SourceReading {
  name: string;
  /** The server that answered; null where there is none to name. */
  server: string | null;
  /** Whether all of it was read, rather than what had changed. */
  whole: boolean;
  /** What the next reading needs. */
  next: { sourceId: number; mark: string | null; netbiosNames: Record<string, string> };
}

/** What sources say other than the store; the rows of it are staged there. */
export interface DirectoryDifference {
  figures: DirectoryFigures;
  /** Whether nothing of it is for anybody to see: what is staged at most is what later syncs have to know. */
  isNothing: boolean;
  /** The tables in which it is staged. */
  staged: Staged[];
  /** Entries of kinds that are no principals. */
  skipped: number;
  warnings: SyncWarning[];
  sources: SourceReading[];
  /** What is taken away, source by source, of those that lose anything. */
  losses: SourceLosses[];
  /** Whether the groups of others, which were not read, may have somebody again without being changed. */
  isSomebodyBack: boolean;
}

/** What is taken away of what a source had brought. */
export interface SourceLosses {
  /** Null for what came before sources were kept. */
  source: string | null;
  principals: Loss;
  memberships: Loss;
}

export interface Loss {
  had: number;
  lost: number;
}
