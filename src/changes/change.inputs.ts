import { Field, ID, InputType, Int } from 'type-graphql';

import { Parameter } from '../graphql/cmdlet';

/** What the input of every mutation takes. */
@InputType()
export abstract class ChangeInput {
  @Parameter('WhatIf')
  @Field(() => Boolean, {
    nullable: true,
    description: 'Change nothing; say what would change, with a `plan` token that can be confirmed.',
  })
  whatIf?: boolean | null;

  @Parameter('Confirm')
  @Field(() => String, {
    nullable: true,
    description: 'The `plan` token of a `whatIf` with the same input: commit only if the outcome is still the same.',
  })
  confirm?: string | null;

  @Field(() => String, { nullable: true, description: 'Why; kept in the audit trail. At most 1,024 characters.' })
  reason?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Makes a retry safe: the same caller, key and input get the first answer again, for 24 hours. At most 128 characters.',
  })
  idempotencyKey?: string | null;
}

/** What the input of every mutation of one existing thing takes. */
@InputType()
export class IdentityInput extends ChangeInput {
  @Parameter('Identity')
  @Field(() => String, { nullable: true, description: 'The identity of the thing; give this or `id`.' })
  identity?: string | null;

  @Field(() => ID, { nullable: true, description: 'The global id of the thing; give this or `identity`.' })
  id?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Refuse the change (CONFLICT) where the thing has another version by now.',
  })
  expectedVersion?: number | null;
}

/** The same where the cmdlet takes the thing itself, too. */
@InputType()
export class TargetInput extends IdentityInput {
  @Parameter('Instance')
  @Field(() => ID, { nullable: true, description: 'The global id of the thing; give this or `identity`.' })
  declare id?: string | null;
}

@InputType({
  description:
    'A change of a list of principals: add and remove, or replace. Entries take any form of identity, without wildcards.',
})
export class PrincipalListChange {
  @Field(() => [String], { nullable: true, description: 'Entries to add; those already listed stay.' })
  add?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Entries to take off.' })
  remove?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'The whole new list; not together with `add` or `remove`.' })
  replace?: string[] | null;
}
