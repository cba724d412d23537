import { ArgsType, Field, ID, Int } from 'type-graphql';

import { AccessAction } from '../../eligibility/access-action';

@ArgsType()
export class ExplainAccessArgs {
  @Field(() => String, {
    nullable: true,
    description: 'Whose access: any form of the identity of a principal, of whatever kind; give this or `principalId`.',
  })
  principal?: string | null;

  @Field(() => ID, { nullable: true, description: 'The global id of that principal; give this or `principal`.' })
  principalId?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Which room: its identity, `pool\\name` or the name alone where only one pool has it; give this or `roomId`.',
  })
  room?: string | null;

  @Field(() => ID, { nullable: true, description: 'The global id of that room; give this or `room`.' })
  roomId?: string | null;

  @Field(() => AccessAction, { description: 'What it would do there.' })
  action: AccessAction;
}

@ArgsType()
export class ReachingEntriesArgs {
  @Field(() => Int, { nullable: true, description: 'How many of them, at most 500; 50 where it is left out.' })
  first?: number | null;
}
