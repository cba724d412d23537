import { ArgsType, Field } from 'type-graphql';

import { Parameter } from './cmdlet';

/** The argument of a query that stands in for a cmdlet with a `LocalStore`: to be taken by an `@Args` of its own, beside the others. */
@ArgsType()
export class LocalStoreArgs {
  @Parameter('LocalStore')
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Taken as the cmdlet takes it, to no other effect: a gateway has one store, and all answers come from that.',
  })
  localStore?: boolean | null;
}
