import { Field, ID, InputType } from 'type-graphql';

import { BulkInput } from '../../changes/bulk/bulk.inputs';
import { UuidScalar } from '../../graphql/scalars';

@InputType({ description: 'A change to undo: that of one thing, or all that a mutation changed.' })
export class RevertInput extends BulkInput {
  @Field(() => ID, {
    nullable: true,
    description: 'The global id of the audit entry whose change is undone; give this or `operation`.',
  })
  auditEntry?: string | null;

  @Field(() => UuidScalar, {
    nullable: true,
    description: 'The id of the operation whose changes are all undone; give this or `auditEntry`.',
  })
  operation?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Undo it even where that removes what was changed or is used since, opens a room to its whole category, or leaves out entries of lists that are no longer allowed there.',
  })
  force?: boolean | null;
}
