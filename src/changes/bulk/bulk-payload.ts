import { Args, Field, Int, InterfaceType } from 'type-graphql';

import { type Connection, ConnectionArgs, connectionComplexity } from '../../graphql/connection';
import { UuidScalar } from '../../graphql/scalars';
import type { ChangeOutcome } from '../outcome';
import { resultConnection, type ThingResult, ThingResultConnection } from './thing-result';
import { ChangeWarning } from '../warning';

@InterfaceType({
  description: 'What every mutation of many things answers.',
  resolveType: (value: object) => value.constructor.name,
})
export abstract class BulkPayload {
  constructor(readonly outcome: ChangeOutcome) {}

  @Field(() => String, {
    nullable: true,
    description:
      'Under `whatIf`: the token to give as `confirm`; null after a commit, and where nothing would be changed because of a failure.',
  })
  get plan(): string | null {
    return this.outcome.plan;
  }

  @Field(() => UuidScalar, {
    nullable: true,
    description:
      'The id of all audit entries of this mutation, one for each thing changed; null where nothing was written.',
  })
  get operationId(): string | null {
    return this.outcome.operationId;
  }

  @Field(() => [ChangeWarning], { description: 'What the caller should know besides.' })
  get warnings(): ChangeWarning[] {
    return this.outcome.warnings;
  }

  @Field(() => Int, {
    description: 'How many things were changed, or are as the input says already; under `whatIf`: would be.',
  })
  get succeeded(): number {
    return this.outcome.bulk!.succeeded;
  }

  @Field(() => Int, { description: 'How many things can not be changed.' })
  get failed(): number {
    return this.outcome.bulk!.failed;
  }

  @Field(() => ThingResultConnection, {
    description: 'What became of each, the failed ones first; of a retry the first 500.',
    complexity: connectionComplexity,
  })
  results(@Args(() => ConnectionArgs) args: ConnectionArgs): Connection<ThingResult> {
    const { results, succeeded, failed } = this.outcome.bulk!;
    return resultConnection(results, succeeded + failed, args);
  }
}
