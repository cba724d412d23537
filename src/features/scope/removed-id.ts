import type { ChangeOutcome } from '../../changes/outcome';
import { toGlobalId } from '../../graphql/node';

/** The global id of what a removal took away; null for the global one, which is reset. */
export function removedIdOf(type: string, { changes, thingId }: ChangeOutcome): string | null {
  // What is reset keeps its identity.
  const isGone = changes.some(({ path }) => path === 'identity');
  return isGone ? toGlobalId(type, thingId!) : null;
}
