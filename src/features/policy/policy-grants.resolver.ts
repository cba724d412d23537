import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';

import { Cmdlet, Parameter } from '../../graphql/cmdlet';
import { RequestContext } from '../../graphql/context';
import { Role } from '../../security/access-token.entity';
import type { PolicyGrantsService } from './policy-grants.service';
import { GrantPoliciesInput, GrantPolicyInput } from './policy.inputs';
import { GrantPoliciesPayload, GrantPolicyPayload } from './policy.payloads';

@Resolver()
export class PolicyGrantsResolver {
  constructor(private readonly grants: PolicyGrantsService) {}

  @Authorized(Role.ADMINISTRATOR)
  @Cmdlet('Grant-CsPersistentChatPolicy')
  @Parameter('PassThru')
  @Mutation(() => GrantPolicyPayload, {
    nullable: true,
    description: 'Grants a policy to a user, or takes away the one that is granted; null only beside an error.',
  })
  async grantPolicy(
    @Ctx() context: RequestContext,
    @Arg('input', { description: 'The policy and the user.' }) input: GrantPolicyInput,
  ): Promise<GrantPolicyPayload> {
    return new GrantPolicyPayload(await this.grants.grant(context, input));
  }

  @Authorized(Role.ADMINISTRATOR)
  @Cmdlet('Grant-CsPersistentChatPolicy')
  @Mutation(() => GrantPoliciesPayload, {
    nullable: true,
    description: 'Grants a policy to many users, or takes away those that are granted; null only beside an error.',
  })
  async grantPolicies(
    @Ctx() context: RequestContext,
    @Arg('input', { description: 'The policy and the users.' }) input: GrantPoliciesInput,
  ): Promise<GrantPoliciesPayload> {
    return new GrantPoliciesPayload(await this.grants.grantMany(context, input));
  }
}
