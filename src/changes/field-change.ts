import { GraphQLJSON } from 'graphql-scalars';
import { Field, ObjectType } from 'type-graphql';

import { listComplexity } from '../graphql/connection';

@ObjectType({ description: 'An entry that a change added to a list or took off it.' })
export class ChangedEntry {
  @Field({ description: 'The identity of the entry at the time.' })
  identity: string;

  /** Where the entry is a principal. */
  principalId?: number;
}

/** Scalars have `before` and `after`, lists `added` and `removed`. */
@ObjectType({
  description: 'What happened to one field: a value has `before` and `after`, a list `added` and `removed`.',
})
export class FieldChange {
  @Field({ description: 'The field, such as `description` or `members`.' })
  path: string;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'The value before; null where there was none, and for lists.',
  })
  before?: unknown;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'The value after; null where there is none, and for lists.',
  })
  after?: unknown;

  /** The ids of what `before` and `after` name, where these are the names of other things: which may change. */
  beforeId?: number | null;
  afterId?: number | null;

  @Field(() => [ChangedEntry], {
    nullable: true,
    description: 'The entries that came; null for values.',
    complexity: listComplexity,
  })
  added?: ChangedEntry[];

  @Field(() => [ChangedEntry], {
    nullable: true,
    description: 'The entries that went; null for values.',
    complexity: listComplexity,
  })
  removed?: ChangedEntry[];
}
