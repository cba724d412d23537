import { GraphQLDateTime } from 'graphql-scalars';
import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';

import { ErrorCode, GatewayError } from '../errors';
import { RequestContext } from '../graphql/context';
import { Role } from './access-token.entity';
import type { AccessTokenChangesService } from './access-token-changes.service';
import { Anonymous } from './anonymous';
import type { SignInCodes } from './sign-in-codes';
import { addressCounters } from './sign-in-counters';
import type { SignInLimits } from './sign-in-limits';
import type { SignInRecord } from './sign-in-record';

const SESSION_MS = 8 * 60 * 60 * 1000;

@InputType({ description: 'The code to sign in with.' })
class RedeemSignInCodeInput {
  @Field({ description: 'The one-time code that the gateway printed to its terminal when it started.' })
  code: string;
}

@ObjectType({ description: 'A token of an administrator.' })
class RedeemSignInCodePayload {
  @Field({ description: 'The secret, to be sent as `Authorization: Bearer TOKEN`; shown only now.' })
  token: string;

  @Field(() => GraphQLDateTime, { description: 'When the token expires.' })
  expiresAt: Date;
}

@Resolver()
export class SignInResolver {
  constructor(
    private readonly codes: SignInCodes,
    private readonly limits: SignInLimits,
    private readonly tokens: AccessTokenChangesService,
    private readonly record: SignInRecord,
    private readonly now: () => Date,
  ) {}

  @Anonymous()
  @Mutation(() => RedeemSignInCodePayload, {
    nullable: true,
    description:
      'Signs in with the one-time code of the start: gives a token of an administrator that lasts 8 hours. Takes no token; null only beside an error.',
  })
  redeemSignInCode(
    @Ctx() context: RequestContext,
    @Arg('input', { description: 'The code.' }) { code }: RedeemSignInCodeInput,
  ): Promise<RedeemSignInCodePayload> {
    return this.record.of(context, () => this.redeem(context, code));
  }

  private async redeem(context: RequestContext, code: string): Promise<RedeemSignInCodePayload> {
    const redeem = async (): Promise<boolean> => this.codes.redeem(code);
    if (!(await this.limits.attempt(addressCounters(context.address), redeem))) {
      throw new GatewayError(
        ErrorCode.UNAUTHENTICATED,
        'The sign-in code is unknown, was used, or is older than 10 minutes.',
        {
          parameter: 'input.code',
          reason: 'INVALID',
        },
      );
    }
    const expiresAt = new Date(this.now().getTime() + SESSION_MS);
    const signingIn = context.as({
      tokenId: null,
      principalId: null,
      name: 'Sign-in link',
      role: Role.ADMINISTRATOR,
      tokenExpiresAt: expiresAt,
    });
    const request = { name: 'Playground', role: Role.ADMINISTRATOR, expiresAt };
    const { secret } = await this.tokens.openSession(signingIn, 'redeemSignInCode', request);
    return { token: secret, expiresAt };
  }
}
