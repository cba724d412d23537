import { Field, ObjectType } from 'type-graphql';

import { BulkPayload } from '../../../changes/bulk/bulk-payload';
import { ChangePayload } from '../../../changes/change-payload';
import type { ChangeOutcome } from '../../../changes/outcome';
import { Pool } from '../pool.entity';

@ObjectType({ implements: ChangePayload, description: 'What `setPoolState` did.' })
export class SetPoolStatePayload extends ChangePayload {
  @Field(() => Pool, {
    nullable: true,
    description: 'The pool as it is now; null where it was removed since (a retry).',
  })
  readonly pool: Pool | null;

  constructor(outcome: ChangeOutcome, pool: Pool | null) {
    super(outcome);
    this.pool = pool;
  }
}

@ObjectType({ implements: ChangePayload, description: 'What `setActiveServers` did.' })
export class SetActiveServersPayload extends ChangePayload {
  @Field(() => Pool, {
    nullable: true,
    description: 'The pool as it is now; null where it was removed since (a retry).',
  })
  readonly pool: Pool | null;

  constructor(outcome: ChangeOutcome, pool: Pool | null) {
    super(outcome);
    this.pool = pool;
  }
}

@ObjectType({ implements: BulkPayload, description: 'What `setPoolStates` did.' })
export class SetPoolStatesPayload extends BulkPayload {}

@ObjectType({ implements: BulkPayload, description: 'What `setActiveServersOfPools` did.' })
export class SetActiveServersOfPoolsPayload extends BulkPayload {}
