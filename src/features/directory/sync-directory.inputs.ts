import { Field, InputType } from 'type-graphql';

import { ChangeInput } from '../../changes/change.inputs';

@InputType({ description: 'What of the directory to sync, and how.' })
export class SyncDirectoryInput extends ChangeInput {
  @Field(() => String, {
    nullable: true,
    description: 'The source, as the configuration calls it; all of them together where it is left out.',
  })
  source?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Read everything, even where the directory could tell what has changed.',
  })
  whole?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: 'The server to ask: one that the configuration names for the source.',
  })
  domainController?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Who to be to the directory: the name of a credential of the configuration, never a password.',
  })
  credential?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Make the sync even if it takes away much or lets users through a wall.',
  })
  force?: boolean | null;
}
