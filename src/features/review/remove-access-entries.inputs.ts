import { Field, InputType } from 'type-graphql';

import { BulkInput } from '../../changes/bulk/bulk.inputs';
import { FqdnScalar } from '../../graphql/scalars';
import { AccessFindingFilter } from './access-finding.filter';

@InputType({ description: 'Entries to take off access lists: those that a review finds.' })
export class RemoveAccessEntriesInput extends BulkInput {
  @Field(() => FqdnScalar, {
    nullable: true,
    description: 'The pool; may be left out where there is only one, and where a category is given.',
  })
  pool?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The identity of a category, to take entries off its lists and those of its rooms only.',
  })
  category?: string | null;

  @Field(() => AccessFindingFilter, {
    nullable: true,
    description:
      'Which findings of the review, as in `findings(where:)`; all where it is empty. Findings about a list as a whole have no entry to take off.',
  })
  where?: AccessFindingFilter | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Go on even if a room loses its last member, and so opens to its whole category, or a presenter with effect, with the member behind it.',
  })
  force?: boolean | null;
}
