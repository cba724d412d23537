import { Ctx, Field, ID, Int, ObjectType } from 'type-graphql';

import type { Made } from '../../changes/in-memory';
import { Principal } from '../../directory/principal.entity';
import { principalById } from '../../directory/principal.loaders';
import { RequestContext } from '../../graphql/context';
import { removedIdOf } from '../scope/removed-id';
import { PolicyBulkPayload, PolicyChangePayload } from './policy-change-payload';
import { Policy } from './policy.entity';
import { policyById } from './policy.loaders';

@ObjectType({ implements: PolicyChangePayload, description: 'What `newPolicy` did.' })
export class NewPolicyPayload extends PolicyChangePayload {
  private readonly draft: Policy | null;

  constructor({ outcome, draft }: Made<Policy>) {
    super(outcome);
    this.draft = draft;
  }

  @Field(() => Policy, {
    nullable: true,
    description:
      'The policy, under `inMemory` as it would be made; null under `whatIf`, and where it was removed since (a retry).',
  })
  async policy(@Ctx() context: RequestContext): Promise<Policy | null> {
    return this.draft ?? this.touched(context, policyById);
  }
}

@ObjectType({ implements: PolicyChangePayload, description: 'What `setPolicy` did.' })
export class SetPolicyPayload extends PolicyChangePayload {
  @Field(() => Policy, {
    nullable: true,
    description: 'The policy as it is now; null where it was removed since (a retry).',
  })
  policy(@Ctx() context: RequestContext): Promise<Policy | null> {
    return this.touched(context, policyById);
  }
}

@ObjectType({ implements: PolicyBulkPayload, description: 'What `setPolicies` did.' })
export class SetPoliciesPayload extends PolicyBulkPayload {}

@ObjectType({ implements: PolicyChangePayload, description: 'What `removePolicy` did.' })
export class RemovePolicyPayload extends PolicyChangePayload {
  @Field(() => ID, {
    nullable: true,
    description: 'The global id of the policy that went; null for the global one, which is reset.',
  })
  get removedId(): string | null {
    return removedIdOf('Policy', this.outcome);
  }

  @Field(() => Int, { description: 'How many users to whom the policy was granted fall back.' })
  get fallenBackCount(): number {
    return this.outcome.besides;
  }
}

@ObjectType({ implements: PolicyBulkPayload, description: 'What `removePolicies` did.' })
export class RemovePoliciesPayload extends PolicyBulkPayload {
  @Field(() => Int, { description: 'How many users to whom the policies were granted fall back.' })
  get fallenBackCount(): number {
    return this.outcome.besides;
  }
}

@ObjectType({ implements: PolicyChangePayload, description: 'What `grantPolicy` did.' })
export class GrantPolicyPayload extends PolicyChangePayload {
  @Field(() => Principal, {
    nullable: true,
    description: 'The user as it is now; null where it was removed since (a retry).',
  })
  principal(@Ctx() context: RequestContext): Promise<Principal | null> {
    return this.touched(context, principalById);
  }
}

@ObjectType({ implements: PolicyBulkPayload, description: 'What `grantPolicies` did.' })
export class GrantPoliciesPayload extends PolicyBulkPayload {}
