import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType } from 'type-graphql';

import { ChangeInput } from '../changes/change.inputs';
import { Role } from './access-token.entity';

@InputType({ description: 'The token to make.' })
export class NewTokenInput extends ChangeInput {
  @Field({ description: 'What the token is for: 1 to 256 characters.' })
  name: string;

  @Field(() => Role, { description: 'What it allows.' })
  role: Role;

  @Field(() => String, {
    nullable: true,
    description:
      'The user that it speaks for, by any form of identity: required with the role USER, refused with the others.',
  })
  principal?: string | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it expires: in the future, within 366 days; in 90 days where it is left out.',
  })
  expiresAt?: Date | null;
}

@InputType({ description: 'The token to revoke.' })
export class RevokeTokenInput extends ChangeInput {
  @Field(() => ID, { description: 'The global id of the token.' })
  id: string;
}
