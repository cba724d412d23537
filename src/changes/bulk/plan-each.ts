import { setImmediate as turn } from 'node:timers/promises';

import { ErrorCode, GatewayError } from '../../errors';
import type { HeldThing } from '../held-thing';
import type { Plan, RefusedThing } from '../plan';

/** So many are planned together: what they look up goes into common statements, and others wait for them as long. */
const TOGETHER = 500;

/** What became of each thing that a change was to touch. */
export interface PlannedEach<P> {
  planned: P[];
  refused: RefusedThing[];
}

/**
 * Plans the change of each of many things by the rules for one. Look-ups belong into loaders, so that hundreds of things
 * make one statement of each; what is the same for all of them is better looked at before, where its mistakes are those of the input.
 */
export async function planEach<T extends HeldThing, P>(
  targets: readonly T[],
  plan: (target: T) => P | Promise<P>,
): Promise<PlannedEach<P>> {
  const each: PlannedEach<P> = { planned: [], refused: [] };
  for (let start = 0; start < targets.length; start += TOGETHER) {
    // Others have their turn in between.
    if (start) await turn();
    const some = targets.slice(start, start + TOGETHER);
    const results = await Promise.all(some.map((target) => attempt(target, plan)));
    results.forEach((result, i) => {
      if (result instanceof GatewayError) each.refused.push(refusedThing(some[i]!, result));
      else each.planned.push(result);
    });
  }
  return each;
}

/** The plan for many things as that of one: what stands in the way of it stands in the way of all. */
export function planOfOne({ refused: [refusal] = [], ...plan }: Plan): Plan {
  if (refusal) throw refusal.error;
  return plan;
}

async function attempt<T, P>(target: T, plan: (target: T) => P | Promise<P>): Promise<P | GatewayError> {
  try {
    return await plan(target);
  } catch (error) {
    // What can't be reached stands in the way of all, whatever the thing.
    if (!(error instanceof GatewayError) || error.code === ErrorCode.UNAVAILABLE) throw error;
    return error;
  }
}

function refusedThing({ thing, identity }: HeldThing, error: GatewayError): RefusedThing {
  return { type: thing.constructor.name, id: thing.id, identity, error };
}
