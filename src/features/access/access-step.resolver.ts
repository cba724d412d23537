import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { AccessCheck, AccessReason } from '../../eligibility/access-reason';
import { connectionComplexity, pageRequest } from '../../graphql/connection';
import { RequestContext } from '../../graphql/context';
import { EffectivePolicy, PolicySource } from '../policy/effective-policy';
import { policyById } from '../policy/policy.loaders';
import { AccessStep, ReachingEntry } from './access-explanation';
import { messageOf } from './access-message';
import { ReachingEntriesArgs } from './explain-access.args';

@Resolver(() => AccessStep)
export class AccessStepResolver {
  @FieldResolver(() => String, {
    description: 'The same in a sentence for people; where it stands in the way, that says what it would take.',
  })
  message(@Ctx() context: RequestContext, @Root() step: AccessStep): Promise<string> {
    return messageOf(context, step);
  }

  @FieldResolver(() => EffectivePolicy, {
    nullable: true,
    description: 'Of the check of the policy, the one that applies to the user; null for all else.',
  })
  async policy(
    @Ctx() context: RequestContext,
    @Root() { check, reason, explanation }: AccessStep,
  ): Promise<EffectivePolicy | null> {
    if (check !== AccessCheck.POLICY || reason === AccessReason.NO_POLICY) return null;
    const { id, origin } = explanation.facts.policy;
    const policy = await context.the(policyById).load(id);
    return policy && { policy, source: PolicySource[origin] };
  }

  @FieldResolver(() => [ReachingEntry], {
    nullable: true,
    description:
      'The entries of the list that reach the principal, the nearest first, then by display name; null where the check is of no list, and to users for the lists of the category.',
    complexity: connectionComplexity,
  })
  entries(
    @Root() { reaching }: AccessStep,
    @Args(() => ReachingEntriesArgs) args: ReachingEntriesArgs,
  ): ReachingEntry[] | null {
    const { size } = pageRequest(args);
    return reaching && reaching.slice(0, size);
  }
}
