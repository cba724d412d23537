import { Field, Int, ObjectType } from 'type-graphql';

import { EdgeKind } from '../../directory/principal-edge.entity';
import { Principal } from '../../directory/principal.entity';
import { AccessAction } from '../../eligibility/access-action';
import type { AccessFacts } from '../../eligibility/access-facts';
import { AccessCheck, AccessOutcome, AccessReason } from '../../eligibility/access-reason';
import type { PathStep } from '../../eligibility/shortest-paths';
import { BigIntScalar } from '../../graphql/scalars';
import { Room } from '../room/room.entity';

@ObjectType({ description: 'A principal on the way from one to another that reaches it.' })
export class AccessPathStep {
  principalId: number;

  @Field(() => EdgeKind, {
    nullable: true,
    description: 'How it holds the principal before it; null for the first.',
  })
  edge: EdgeKind | null;
}

@ObjectType({
  description:
    'A principal on a list, and how it reaches another: the one whose access is explained, or another entry.',
})
export class ReachingEntry {
  principalId: number;

  /** From the principal whose access is explained to the entry. */
  steps: PathStep[];
}

@ObjectType({ description: 'One of the checks that make the answer.' })
export class AccessStep {
  explanation: AccessExplanation;

  @Field(() => AccessCheck, { description: 'What was looked at.' })
  check: AccessCheck;

  @Field(() => AccessOutcome, { description: 'What came of it.' })
  outcome: AccessOutcome;

  @Field(() => AccessReason, { description: 'What was found.' })
  reason: AccessReason;

  /** The entries that reach the principal, the nearest first; null where there is no list, or the caller may not see it. */
  reaching: readonly ReachingEntry[] | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'How many entries of the list reach the principal; null where the check is of no list, and to users for the lists of the category.',
  })
  get entryCount(): number | null {
    return this.reaching?.length ?? null;
  }
}

@ObjectType({
  description:
    'Whether a principal may do something in a room, and why. All of it is as of one moment: nothing that it depends on changed in between.',
})
export class AccessExplanation {
  facts: AccessFacts;

  @Field(() => Principal, { description: 'Whose access it is.' })
  principal: Principal;

  @Field(() => Room, { description: 'The room.' })
  room: Room;

  @Field(() => AccessAction, { description: 'What it would do there.' })
  action: AccessAction;

  @Field({ description: 'Whether it may.' })
  allowed: boolean;

  /** Among the steps. */
  deciding: AccessStep;

  @Field(() => AccessCheck, {
    description: 'Which check decided: the first that is unmet, else the last that had to be met.',
  })
  get decidedBy(): AccessCheck {
    return this.deciding.check;
  }

  @Field(() => AccessReason, { description: 'What it found.' })
  get reason(): AccessReason {
    return this.deciding.reason;
  }

  @Field(() => [AccessStep], {
    description: 'Every check, in their order, those after the deciding one too: all that stands in the way is named.',
  })
  steps: AccessStep[];

  @Field(() => BigIntScalar, {
    description: 'The number of the last change that is taken into account, of all that were ever made in the store.',
  })
  get version(): number {
    return this.facts.version;
  }
}
