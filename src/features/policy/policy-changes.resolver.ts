import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';

import type { ChangeOutcome } from '../../changes/outcome';
import { Cmdlet } from '../../graphql/cmdlet';
import { RequestContext } from '../../graphql/context';
import { Role } from '../../security/access-token.entity';
import type { PolicyChangesService } from './policy-changes.service';
import type { PolicyRemovalsService } from './policy-removals.service';
import type { Policy } from './policy.entity';
import {
  NewPolicyInput,
  RemovePoliciesInput,
  RemovePolicyInput,
  SetPoliciesInput,
  SetPolicyInput,
} from './policy.inputs';
import { policyById } from './policy.loaders';
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
    const { outcome, draft } = await this.changes.create(context, input);
    return new NewPolicyPayload(outcome, draft ?? (await this.touched(context, outcome)));
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
    const outcome = await this.changes.set(context, input);
    return new SetPolicyPayload(outcome, await this.touched(context, outcome));
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

  private touched(context: RequestContext, { thingId }: ChangeOutcome): Promise<Policy | null> {
    return thingId === null ? Promise.resolve(null) : context.the(policyById).load(thingId);
  }
}
