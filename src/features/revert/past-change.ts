import type { ChangeKind } from '../../changes/change-kind';
import type { FieldChange } from '../../changes/field-change';
import type { KeptRow } from '../../database/kept-row';

/** A change of one thing as the audit trail kept it, to be undone. */
export interface PastChange {
  /** The number of the audit entry. */
  id: number;
  operation: string;
  /** The type of the thing in the graph, such as `Room`. */
  type: string;
  nodeId: number;
  /** What the thing was called at the time. */
  identity: string;
  kind: ChangeKind;
  /** The same array for all things of which the same changed. */
  changes: readonly FieldChange[];
  /** Of a removal; null where it was made before rows were kept. */
  removedRow: KeptRow | null;
}
