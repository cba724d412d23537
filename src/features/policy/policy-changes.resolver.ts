import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';

import { Cmdlet } from '../../graphql/cmdlet';
import { RequestContext } from '../../graphql/context';
import { Role } from '../../security/access-token.entity';
import type { PolicyChangesService } from './policy-changes.service';
import type { PolicyRemovalsService } from './policy-removals.service';
import {
  NewPolicyInput,
  RemovePoliciesInput,
  RemovePolicyInput,
  SetPoliciesInput,
  SetPolicyInput,
} from './policy.inputs';
import {
  NewPolicyPayload,
  RemovePoliciesPayload,
  RemovePolicyPayload,
  SetPoliciesPayload,
  SetPolicyPayload,
} from './policy.payloads';

@Resolver()
export class PolicyChangesResolver {
  constructor(
    private readonly changes: PolicyChangesService,
    private readonly removals: PolicyRemovalsService,
  ) {}

  @Authorized(Role.ADMINISTRATOR)
  @Cmdlet('New-CsPersistentChatPolicy')
  @Mutation(() => NewPolicyPayload, {
    nullable: true,
    description: 'Makes a policy for a site, or one to be granted; null only beside an error.',
  })
  async newPolicy(
    @Ctx() context: RequestContext,
    @Arg('input', { description: 'The policy.' }) input: NewPolicyInput,
  ): Promise<NewPolicyPayload> {
    return new NewPolicyPayload(await this.changes.create(context, input));
  }

  @Authorized(Role.ADMINISTRATOR)
  @Cmdlet('Set-CsPersistentChatPolicy')
  @Mutation(() => SetPolicyPayload, {
    nullable: true,
    description: 'Changes a policy, the global one where none is named; null only beside an error.',
  })
  async setPolicy(
    @Ctx() context: RequestContext,
    @Arg('input', { description: 'The change.' }) input: SetPolicyInput,
  ): Promise<SetPolicyPayload> {
    return new SetPolicyPayload(await this.changes.set(context, input));
  }

  @Authorized(Role.ADMINISTRATOR)
  @Cmdlet('Set-CsPersistentChatPolicy')
  @Mutation(() => SetPoliciesPayload, {
    nullable: true,
    description: 'Changes many policies; null only beside an error.',
  })
  async setPolicies(
    @Ctx() context: RequestContext,
    @Arg('input', { description: 'The change.' }) input: SetPoliciesInput,
  ): Promise<SetPoliciesPayload> {
    return new SetPoliciesPayload(await this.changes.setMany(context, input));
  }

  @Authorized(Role.ADMINISTRATOR)
  @Cmdlet('Remove-CsPersistentChatPolicy')
  @Mutation(() => RemovePolicyPayload, {
    nullable: true,
    description:
      'Removes a policy, with `force` one that is granted, too, and resets the global one; null only beside an error.',
  })
  async removePolicy(
    @Ctx() context: RequestContext,
    @Arg('input', { description: 'The policy.' }) input: RemovePolicyInput,
  ): Promise<RemovePolicyPayload> {
    return new RemovePolicyPayload(await this.removals.remove(context, input));
  }

  @Authorized(Role.ADMINISTRATOR)
  @Cmdlet('Remove-CsPersistentChatPolicy')
  @Mutation(() => RemovePoliciesPayload, {
    nullable: true,
    description:
      'Removes many policies, with `force` those that are granted, too, and resets the global one; null only beside an error.',
  })
  async removePolicies(
    @Ctx() context: RequestContext,
    @Arg('input', { description: 'The policies.' }) input: RemovePoliciesInput,
  ): Promise<RemovePoliciesPayload> {
    return new RemovePoliciesPayload(await this.removals.removeMany(context, input));
  }
}
