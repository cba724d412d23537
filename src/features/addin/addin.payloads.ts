import { Ctx, Field, ID, ObjectType } from 'type-graphql';

import { BulkPayload } from '../../changes/bulk/bulk-payload';
import { ChangePayload } from '../../changes/change-payload';
import { RequestContext } from '../../graphql/context';
import { toGlobalId } from '../../graphql/node';
import { Addin } from './addin.entity';
import { addinById } from './addin.loaders';

@ObjectType({ implements: ChangePayload, description: 'What `newAddin` did.' })
export class NewAddinPayload extends ChangePayload {
  @Field(() => Addin, {
    nullable: true,
    description: 'The add-in; null under `whatIf`, and where it was removed since (a retry).',
  })
  addin(@Ctx() context: RequestContext): Promise<Addin | null> {
    return this.touched(context, addinById);
  }
}

@ObjectType({ implements: ChangePayload, description: 'What `setAddin` did.' })
export class SetAddinPayload extends ChangePayload {
  @Field(() => Addin, {
    nullable: true,
    description: 'The add-in as it is now; null where it was removed since (a retry).',
  })
  addin(@Ctx() context: RequestContext): Promise<Addin | null> {
    return this.touched(context, addinById);
  }
}

@ObjectType({ implements: ChangePayload, description: 'What `removeAddin` did.' })
export class RemoveAddinPayload extends ChangePayload {
  @Field(() => ID, { description: 'The global id of the add-in that went.' })
  get removedId(): string {
    return toGlobalId('Addin', this.outcome.thingId!);
  }
}

@ObjectType({ implements: BulkPayload, description: 'What `setAddins` did.' })
export class SetAddinsPayload extends BulkPayload {}

@ObjectType({ implements: BulkPayload, description: 'What `removeAddins` did.' })
export class RemoveAddinsPayload extends BulkPayload {}
