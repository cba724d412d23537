import type { ChangeService } from '../../changes/change.service';
import type { ChangeRequest } from '../../changes/change-request';
import type { ChangeOutcome } from '../../changes/outcome';
import type { Planning } from '../../changes/planning';
import type { RequestContext } from '../../graphql/context';
import { Policy } from './policy.entity';

/**
 * Makes changes of policies one after the other. Each moves the index on which the others are planned: made at once, all but one of them
 * would be planned again and again.
 */
export class PolicyTurns {
  constructor(private readonly changes: ChangeService) {}

  make(context: RequestContext, { plan, ...request }: ChangeRequest): Promise<ChangeOutcome> {
    return this.changes.make(context, {
      ...request,
      plan: async (planning) => {
        await takeTurn(planning);
        return plan(planning);
      },
    });
  }
}

/** Waits until no other change of policies is under way, and lets others wait until the commit. */
export async function takeTurn(planning: Planning): Promise<void> {
  // The global one is always there to be waited for.
  await planning.allToChange(Policy, { where: { identityKey: 'global' } });
}
