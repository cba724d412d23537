import { Ctx, Field, ObjectType } from 'type-graphql';

import { BulkPayload } from '../../../changes/bulk/bulk-payload';
import { ChangePayload } from '../../../changes/change-payload';
import { RequestContext } from '../../../graphql/context';
import { Pool } from '../pool.entity';
import { poolById } from '../topology.loaders';

@ObjectType({ implements: ChangePayload, description: 'What `setPoolState` did.' })
export class SetPoolStatePayload extends ChangePayload {
  @Field(() => Pool, {
    nullable: true,
    description: 'The pool as it is now; null where it was removed since (a retry).',
  })
  pool(@Ctx() context: RequestContext): Promise<Pool | null> {
    return this.touched(context, poolById);
  }
}

@ObjectType({ implements: ChangePayload, description: 'What `setActiveServers` did.' })
export class SetActiveServersPayload extends ChangePayload {
  @Field(() => Pool, {
    nullable: true,
    description: 'The pool as it is now; null where it was removed since (a retry).',
  })
  pool(@Ctx() context: RequestContext): Promise<Pool | null> {
    return this.touched(context, poolById);
  }
}

@ObjectType({ implements: BulkPayload, description: 'What `setPoolStates` did.' })
export class SetPoolStatesPayload extends BulkPayload {}

@ObjectType({ implements: BulkPayload, description: 'What `setActiveServersOfPools` did.' })
export class SetActiveServersOfPoolsPayload extends BulkPayload {}
