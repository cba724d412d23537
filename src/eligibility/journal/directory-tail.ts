import type { EdgeKind } from '../../directory/edge-kind';
import type { IndexedPrincipal } from '../packed/packed-principals';

/** A principal as it is by now. */
export interface LoggedPrincipal extends IndexedPrincipal {
  sortKey: string;
}

/** An edge that was added or taken away. */
export interface LoggedEdge {
  kind: EdgeKind;
  parentId: number;
  childId: number;
  comes: boolean;
}

/** All that changed in the directory from a version to another. */
export interface DirectoryTail {
  /** That to which it leads. */
  version: number;
  /** Those that are new, or of which something may have changed, as they are in that version; each once. */
  principals: readonly LoggedPrincipal[];
  /** In any order. */
  edges: readonly LoggedEdge[];
}
