import { GraphQLDateTime } from 'graphql-scalars';
import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';

import { RequestContext } from '../graphql/context';
import { Anonymous } from './anonymous';
import type { PasswordSignInService } from './password-sign-in.service';

@InputType({ description: 'Who signs in, and the password.' })
class SignInInput {
  @Field({
    description:
      'The user: a SIP address, user principal name, `domain\\logon`, display name, distinguished name or GUID that nobody else has.',
  })
  identity: string;

  @Field({ description: "The user's password in the directory; the gateway keeps it nowhere." })
  password: string;
}

@ObjectType({ description: 'A token of a user of the directory.' })
class SignInPayload {
  @Field({ description: 'The secret, to be sent as `Authorization: Bearer TOKEN`; shown only now.' })
  token: string;

  @Field(() => GraphQLDateTime, { description: 'When the token expires.' })
  expiresAt: Date;
}

@Resolver()
export class PasswordSignInResolver {
  constructor(private readonly service: PasswordSignInService) {}

  @Anonymous()
  @Mutation(() => SignInPayload, {
    nullable: true,
    description:
      'Signs in by a password of the directory: gives a token with the role USER that speaks for the user, by default for an hour. Whoever may not sign in gets one and the same UNAUTHENTICATED; after too many failures LIMIT_EXCEEDED tells by `retryAfter` for how many seconds. Takes no token; null only beside an error.',
  })
  async signIn(
    @Ctx() context: RequestContext,
    @Arg('input', { description: 'Who, and the password.' }) { identity, password }: SignInInput,
  ): Promise<SignInPayload> {
    const { secret, accessToken } = await this.service.signIn(context, identity, password);
    return { token: secret, expiresAt: accessToken.expiresAt };
  }
}
