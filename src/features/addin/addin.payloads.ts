import { Field, ID, ObjectType } from 'type-graphql';

import { BulkPayload } from '../../changes/bulk/bulk-payload';
import { ChangePayload } from '../../changes/change-payload';
import type { ChangeOutcome } from '../../changes/outcome';
import { toGlobalId } from '../../graphql/node';
import { Addin } from './addin.entity';

@ObjectType({ implements: ChangePayload, description: 'What `newAddin` did.' })
export class NewAddinPayload extends ChangePayload {
  @Field(() => Addin, {
    nullable: true,
    description: 'The add-in; null under `whatIf`, and where it was removed since (a retry).',
  })
  readonly addin: Addin | null;

  constructor(outcome: ChangeOutcome, addin: Addin | null) {
    super(outcome);
    this.addin = addin;
  }
}

@ObjectType({ implements: ChangePayload, description: 'What `setAddin` did.' })
export class SetAddinPayload extends ChangePayload {
  @Field(() => Addin, {
    nullable: true,
    description: 'The add-in as it is now; null where it was removed since (a retry).',
  })
  readonly addin: Addin | null;

  constructor(outcome: ChangeOutcome, addin: Addin | null) {
    super(outcome);
    this.addin = addin;
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
