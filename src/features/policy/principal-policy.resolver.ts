import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { Principal, PrincipalKind } from '../../directory/principal.entity';
import { RequestContext } from '../../graphql/context';
import { EffectivePolicy, effectivePolicyOf } from './effective-policy';
import { Policy } from './policy.entity';
import { policyById } from './policy.loaders';

@Resolver(() => Principal)
export class PrincipalPolicyResolver {
  @FieldResolver(() => Policy, { nullable: true, description: 'The policy granted to it; null where none is.' })
  policy(@Ctx() context: RequestContext, @Root() { policyId }: Principal): Promise<Policy | null> | null {
    return policyId === null ? null : context.the(policyById).load(policyId);
  }

  @FieldResolver(() => EffectivePolicy, {
    nullable: true,
    description:
      'The policy that applies to a user: the one granted, else that of the site, else the global one; null for all but users.',
  })
  effectivePolicy(@Ctx() context: RequestContext, @Root() principal: Principal): Promise<EffectivePolicy> | null {
    return principal.kind === PrincipalKind.USER ? context.the(effectivePolicyOf).load(principal) : null;
  }
}
