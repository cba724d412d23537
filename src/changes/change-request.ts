import type { BulkInput } from './bulk/bulk.inputs';
import type { ChangeInput } from './change.inputs';
import type { Plan } from './plan';
import type { Planning } from './planning';

/** A change as it was asked for. */
export interface ChangeRequest {
  /** The mutation, such as `setRoom`. */
  operation: string;
  input: ChangeInput | BulkInput;
  /** Whether the answer shows the impact; left out where it costs little. */
  showsImpact?: boolean;
  /** Works out what would happen; may run more than once. */
  plan: (planning: Planning) => Promise<Plan>;
}
