import { ArgsType, Field } from 'type-graphql';

import { Parameter } from '../../graphql/cmdlet';
import { ConnectionArgs } from '../../graphql/connection';

/** What every list of things that have a scope takes. */
@ArgsType()
export class ScopedListArgs extends ConnectionArgs {
  @Parameter('Filter')
  @Field(() => String, {
    nullable: true,
    description:
      'Only those whose identity is like this, such as `site:*`: `*` stands for any characters, `?` for one. Policies that are granted go by their names, and `tag:*` takes all of those.',
  })
  filter?: string | null;
}
