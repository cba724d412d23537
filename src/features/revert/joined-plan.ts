import { DirectoryMoved } from '../../changes/directory-moved';
import { fewWarnings } from '../../changes/bulk/few-warnings';
import type { Plan, PlannedThing, RefusedThing } from '../../changes/plan';

/** Plans as one, carried out in their order; at most one of them says what becomes of people's access. */
export function joinedPlan(plans: readonly Plan[]): Plan {
  const [directory, ...others] = new Set(plans.flatMap((plan) => plan.directory ?? []));
  if (others.length) throw new DirectoryMoved();
  return {
    things: plans.flatMap(({ things }) => things),
    besides: plans.flatMap(({ besides = [] }) => besides),
    refused: plans.flatMap(({ refused = [] }) => refused),
    warnings: fewWarnings(plans.flatMap(({ warnings }) => warnings)),
    invitations: plans.flatMap(({ invitations = [] }) => invitations),
    impact: plans.find(({ impact }) => impact)?.impact,
    policyImpact: plans.find(({ policyImpact }) => policyImpact)?.policyImpact,
    changesPolicies: plans.some(({ changesPolicies }) => changesPolicies),
    directory,
    write: async (tx) => {
      const ids: number[] = [];
      for (const plan of plans) ids.push(...(await plan.write(tx)));
      return ids;
    },
  };
}

/** A plan that changes nothing: for things that are as they should be already, and those that can't become so. */
export function idlePlan(things: (PlannedThing & { id: number })[], refused: RefusedThing[]): Plan {
  return { things, refused, warnings: [], write: () => Promise.resolve(things.map(({ id }) => id)) };
}
