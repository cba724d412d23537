import { Field, Int, ObjectType } from 'type-graphql';

import { connectionOf } from '../../graphql/connection';

/** A user who gains or loses entry to rooms. */
@ObjectType({ description: 'A user who gains or loses entry to rooms.' })
export class AccessChange {
  principalId: number;

  /** The first of them; null for a room that is not made yet. */
  roomIds: readonly (number | null)[];

  @Field(() => Int, { description: 'How many rooms it is about.' })
  roomCount: number;
}

export const AccessChangeConnection = connectionOf(AccessChange);
Field(() => Int, { description: 'How many pairs of a user and a room it is about.' })(
  AccessChangeConnection.prototype,
  'pairCount',
);
