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
      'Only those whose identity is like this, such as `site:*`: `*` stands for any characters, `?` for one. What is granted is known by its name; `tag:*` is all of it.',
  })
  filter?: string | null;
}
