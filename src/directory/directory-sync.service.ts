import type { Store } from '../database/store';
import { isUniqueViolation } from '../database/unique-violation';
import { ErrorCode, GatewayError } from '../errors';
import { applyDifference } from './directory-apply';
import { differenceOf, type DirectoryDifference } from './directory-difference';
import { takeSnapshot } from './directory-snapshot';
import type { DirectorySource } from './directory-source';
import { EdgeKind } from './principal-edge.entity';
import type { SyncWarning } from './sync-warnings';

/** What a sync changed: numbers of principals and edges. */
export interface DirectoryChanges {
  added: number;
  changed: number;
  /** Those that vanished from the directory: kept, and marked. */
  missing: number;
  /** Those that had vanished and are back. */
  returned: number;
  edgesAdded: number;
  edgesRemoved: number;
}

export interface DirectorySyncResult extends DirectoryChanges {
  /** Entries of kinds that are no principals. */
  skipped: number;
  warnings: SyncWarning[];
}

const ATTEMPTS = 3;

/** Brings the store's principals and edges to what a directory says. */
export class DirectorySyncService {
  constructor(private readonly store: Store) {}

  /**
   * Reads all the sources that make the directory up, compares them with the store by GUID, and writes the difference in one transaction;
   * where there is none, nothing.
   *
   * @throws GatewayError BAD_USER_INPUT where a source is broken or empty, UNAVAILABLE where one can't be read; the store is as it was.
   */
  async sync(...sources: DirectorySource[]): Promise<DirectorySyncResult> {
    const snapshot = await takeSnapshot(...sources);
    const { skipped, warnings } = snapshot;
    for (let attempt = 1; ; attempt += 1) {
      const difference = await differenceOf(this.store.read, snapshot);
      const changes = changesIn(difference);
      try {
        if (!isNothing(changes)) await this.store.write((tx) => applyDifference(tx, snapshot, difference));
        return { ...changes, skipped, warnings };
      } catch (error) {
        // Another gateway was faster: see what is left to do.
        if (!(isConflict(error) || isUniqueViolation(error)) || attempt === ATTEMPTS) throw error;
      }
    }
  }
}

function changesIn({
  added,
  changed,
  vanishedIds,
  returned,
  addedEdges,
  removedEdges,
}: DirectoryDifference): DirectoryChanges {
  return {
    added: added.length,
    changed: changed.length,
    missing: vanishedIds.length,
    returned: returned.length,
    edgesAdded: addedEdges[EdgeKind.MEMBER].length + addedEdges[EdgeKind.CONTAINS].length,
    edgesRemoved: removedEdges[EdgeKind.MEMBER].length + removedEdges[EdgeKind.CONTAINS].length,
  };
}

function isNothing(changes: DirectoryChanges): boolean {
  return Object.values(changes).every((count) => count === 0);
}

function isConflict(error: unknown): boolean {
  return error instanceof GatewayError && error.code === ErrorCode.CONFLICT;
}
