import { Principal } from '../../directory/principal.entity';
import type { EligibilityIndex } from '../../eligibility/eligibility-index';

/** What the index holds of a principal: an answer that shows no more of it takes no statement. */
export const HELD_FIELDS: ReadonlySet<string> = new Set(['__typename', 'id', 'kind', 'displayName', 'sipAddress']);

/** A principal as the index has it: with those fields, and none of the others. */
export function heldPrincipal({ graph }: EligibilityIndex, ordinal: number): Principal {
  return Object.assign(new Principal(), {
    id: graph.idAt(ordinal),
    kind: graph.kindAt(ordinal),
    displayName: graph.displayNameAt(ordinal),
    sipAddress: graph.sipAddressAt(ordinal) || null,
  });
}
