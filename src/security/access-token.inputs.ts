import { Field, GraphQLISODateTime, ID, InputType, ObjectType } from 'type-graphql';

import { AccessToken, Role } from './access-token.entity';

@InputType({ description: 'The token to make.' })
export class NewTokenInput {
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

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'When it expires: in the future, within 366 days; in 90 days where it is left out.',
  })
  expiresAt?: Date | null;
}

@ObjectType({ description: 'The token that was made.' })
export class NewTokenPayload {
  @Field(() => AccessToken, { description: 'What the gateway keeps of it.' })
  accessToken: AccessToken;

  @Field({ description: 'The secret, to be sent as `Authorization: Bearer TOKEN`; shown only now.' })
  token: string;
}

@InputType({ description: 'The token to revoke.' })
export class RevokeTokenInput {
  @Field(() => ID, { description: 'The global id of the token.' })
  id: string;
}

@ObjectType({ description: 'The token that was revoked.' })
export class RevokeTokenPayload {
  @Field(() => AccessToken, { description: 'The token, as it is now.' })
  accessToken: AccessToken;
}
