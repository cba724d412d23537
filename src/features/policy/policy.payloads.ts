import { Field, ID, Int, ObjectType } from 'type-graphql';

import type { ChangeOutcome } from '../../changes/outcome';
import { Principal } from '../../directory/principal.entity';
import { removedIdOf } from '../scope/removed-id';
import { PolicyBulkPayload, PolicyChangePayload } from './policy-change-payload';
import { Policy } from './policy.entity';

@ObjectType({ implements: PolicyChangePayload, description: 'What `newPolicy` did.' })
export class NewPolicyPayload extends PolicyChangePayload {
  @Field(() => Policy, {
    nullable: true,
    description:
      'The policy, under `inMemory` as it would be made; null under `whatIf`, and where it was removed since (a retry).',
  })
  readonly policy: Policy | null;

  constructor(outcome: ChangeOutcome, policy: Policy | null) {
    super(outcome);
    this.policy = policy;
  }
}

@ObjectType({ implements: PolicyChangePayload, description: 'What `setPolicy` did.' })
export class SetPolicyPayload extends PolicyChangePayload {
  @Field(() => Policy, {
    nullable: true,
    description: 'The policy as it is now; null where it was removed since (a retry).',
  })
  readonly policy: Policy | null;

  constructor(outcome: ChangeOutcome, policy: Policy | null) {
    super(outcome);
    this.policy = policy;
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
  @Field(() => Principal, { description: 'The user as it is now.' })
  readonly principal: Principal;

  constructor(outcome: ChangeOutcome, principal: Principal) {
    super(outcome);
    this.principal = principal;
  }
}

@ObjectType({ implements: PolicyBulkPayload, description: 'What `grantPolicies` did.' })
export class GrantPoliciesPayload extends PolicyBulkPayload {}
