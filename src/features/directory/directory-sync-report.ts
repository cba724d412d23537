import { Field, Int, ObjectType } from 'type-graphql';

import { ChangeWarning, type WarningCode } from '../../changes/warning';
import type { SyncWarningCode } from '../../directory/sync-warnings';
import { listComplexity } from '../../graphql/connection';

@ObjectType({ description: 'How much a sync of the directory changes.' })
export class DirectorySyncFigures {
  @Field(() => Int, { description: 'Principals that are new.' })
  added: number;

  @Field(() => Int, { description: 'Principals that have other attributes.' })
  changed: number;

  @Field(() => Int, {
    description: 'Principals that stand in another container by now; most of them are among the changed.',
  })
  moved: number;

  @Field(() => Int, { description: 'Principals that vanished: kept with their references, eligible for nothing.' })
  missing: number;

  @Field(() => Int, { description: 'Principals that had vanished and are back.' })
  returned: number;

  @Field(() => Int, { description: 'Memberships in groups that are new.' })
  membershipsAdded: number;

  @Field(() => Int, { description: 'Memberships in groups that ended.' })
  membershipsRemoved: number;
}

@ObjectType({ description: 'How many users gain entry to how many rooms, lose it, or are invited to them.' })
export class AccessFigures {
  @Field(() => Int, { description: 'How many users.' })
  users: number;

  @Field(() => Int, { description: 'How many rooms.' })
  rooms: number;

  @Field(() => Int, { description: 'How many pairs of a user and a room.' })
  pairs: number;
}

@ObjectType({ description: 'A user whom a sync of the directory lets through the wall of a category.' })
export class LetThrough {
  principalId: number;
  categoryId: number;
  deniedIds: number[];

  /** Of a new account the one that it stands in for. */
  predecessorId: number | null;

  @Field({ description: 'The display name of the user.' })
  displayName: string;
}

@ObjectType({
  description: 'Something wrong with the directory that a sync passed over, or something that it did not do.',
})
export class DirectorySyncWarning {
  @Field(() => String, {
    description: 'What it is about, such as `MEMBER_NOT_FOUND`; `NOBODY_INVITED` where there were too many to invite.',
  })
  code: SyncWarningCode | WarningCode;

  @Field(() => Int, { description: 'How often it was met.' })
  count: number;

  @Field(() => [String], {
    description: 'Sentences that name the entries at fault, or what was not done: the first 20.',
  })
  examples: string[];
}

/** Kept with the sync, as JSON. */
@ObjectType({ description: 'What a sync of the directory found to change, whether or not it was let.' })
export class DirectorySyncReport {
  @Field(() => DirectorySyncFigures, { description: 'How much changes.' })
  figures: DirectorySyncFigures;

  @Field(() => AccessFigures, { description: 'Who gains entry to rooms.' })
  gained: AccessFigures;

  @Field(() => AccessFigures, { description: 'Who loses entry to rooms.' })
  lost: AccessFigures;

  @Field(() => AccessFigures, {
    description:
      'Who is newly among the members of rooms that invite them; the audit entry lists them, unless there are more than 1,000,000 pairs: then nobody is invited, and `warnings` has `NOBODY_INVITED`.',
  })
  invited: AccessFigures;

  @Field(() => Int, { description: 'How many users it lets through how many walls: pairs of a user and a category.' })
  letThroughCount: number;

  @Field(() => [LetThrough], {
    description:
      'The first 100 users whom it lets through a wall because a denied entry or a membership behind it vanished.',
    complexity: listComplexity,
  })
  letThrough: LetThrough[];

  @Field(() => Int, { description: 'Entries of the directory that are no principals, such as computers.' })
  skipped: number;

  @Field(() => [DirectorySyncWarning], {
    description: 'What is wrong with the directory and what was not done, one of each kind.',
  })
  warnings: DirectorySyncWarning[];

  @Field(() => [ChangeWarning], { description: 'What stops it unless it is made with `force`.' })
  stops: ChangeWarning[];
}
