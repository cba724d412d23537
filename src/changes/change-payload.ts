import type DataLoader from 'dataloader';
import { Field, InterfaceType } from 'type-graphql';

import type { PerRequest, RequestContext } from '../graphql/context';
import { UuidScalar } from '../graphql/scalars';
import { FieldChange } from './field-change';
import type { ChangeOutcome } from './outcome';
import { ChangeWarning } from './warning';

@InterfaceType({
  description: 'What every mutation answers beside the thing that it touched.',
  resolveType: (value: object) => value.constructor.name,
})
export abstract class ChangePayload {
  constructor(readonly outcome: ChangeOutcome) {}

  /**
   * The thing that was asked for, as it is now; null where there is none.
   *
   * For fields that read it once they are selected: where that fails, the change is stored all the same, and the rest of
   * the answer says so.
   */
  protected async touched<T>(
    context: RequestContext,
    thingById: PerRequest<DataLoader<number, T | null>>,
  ): Promise<T | null> {
    const { thingId } = this.outcome;
    return thingId === null ? null : context.the(thingById).load(thingId);
  }

  @Field(() => String, {
    nullable: true,
    description: 'Under `whatIf`: the token to give as `confirm`; null after a commit.',
  })
  get plan(): string | null {
    return this.outcome.plan;
  }

  @Field(() => UuidScalar, {
    nullable: true,
    description: 'The id of all audit entries of this mutation; null where nothing was written.',
  })
  get operationId(): string | null {
    return this.outcome.operationId;
  }

  @Field(() => [FieldChange], {
    description: 'What changed, or under `whatIf` would change, of the thing that was asked for.',
  })
  get changes(): FieldChange[] {
    return this.outcome.changes;
  }

  @Field(() => [ChangeWarning], { description: 'What the caller should know besides.' })
  get warnings(): ChangeWarning[] {
    return this.outcome.warnings;
  }
}
