import { ArgsType, Field, Int } from 'type-graphql';

import { AccessAction } from '../../eligibility/access-action';

@ArgsType()
export class ExplainAccessArgs {
  @Field({ description: 'Whose access: any form of the identity of a principal, of whatever kind.' })
  principal: string;

  @Field({ description: 'Which room: its identity, `pool\\name` or the name alone where only one pool has it.' })
  room: string;

  @Field(() => AccessAction, { description: 'What it would do there.' })
  action: AccessAction;
}

@ArgsType()
export class ReachingEntriesArgs {
  @Field(() => Int, { nullable: true, description: 'How many of them, at most 500; 50 where it is left out.' })
  first?: number | null;
}
