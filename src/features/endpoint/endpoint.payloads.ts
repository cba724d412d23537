import { Ctx, Field, ID, ObjectType } from 'type-graphql';

import { BulkPayload } from '../../changes/bulk/bulk-payload';
import { ChangePayload } from '../../changes/change-payload';
import { RequestContext } from '../../graphql/context';
import { toGlobalId } from '../../graphql/node';
import { Endpoint } from './endpoint.entity';
import { endpointById } from './endpoint.loaders';

@ObjectType({ implements: ChangePayload, description: 'What `newEndpoint` did.' })
export class NewEndpointPayload extends ChangePayload {
  @Field(() => Endpoint, {
    nullable: true,
    description: 'The endpoint; null under `whatIf`, and where it was removed since (a retry).',
  })
  endpoint(@Ctx() context: RequestContext): Promise<Endpoint | null> {
    return this.touched(context, endpointById);
  }
}

@ObjectType({ implements: ChangePayload, description: 'What `removeEndpoint` did.' })
export class RemoveEndpointPayload extends ChangePayload {
  @Field(() => ID, { description: 'The global id of the endpoint that went.' })
  get removedId(): string {
    return toGlobalId('Endpoint', this.outcome.thingId!);
  }
}

@ObjectType({ implements: BulkPayload, description: 'What `removeEndpoints` did.' })
export class RemoveEndpointsPayload extends BulkPayload {}
