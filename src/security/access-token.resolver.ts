import { Arg, Args, Authorized, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';

import { sql } from '../database/sql';
import { Principal } from '../directory/principal.entity';
import { principalById } from '../directory/principal.loaders';
import { type Connection, ConnectionArgs, connectionComplexity } from '../graphql/connection';
import { RequestContext } from '../graphql/context';
import type { Order } from '../graphql/order';
import type { AccessTokenChangesService } from './access-token-changes.service';
import { AccessToken, Role } from './access-token.entity';
import { NewTokenInput, RevokeTokenInput } from './access-token.inputs';
import { AccessTokenConnection, accessTokenList, AccessTokenOrder } from './access-token.lists';
import { NewTokenPayload, RevokeTokenPayload } from './access-token.payloads';

@Resolver(() => AccessToken)
export class AccessTokenResolver {
  constructor(private readonly changes: AccessTokenChangesService) {}

  @Authorized(Role.ADMINISTRATOR)
  @Query(() => AccessTokenConnection, {
    name: 'tokens',
    description:
      'The access tokens, those that expired or were revoked included, those of sign-ins only on request. Takes the role ADMINISTRATOR.',
    complexity: connectionComplexity,
  })
  list(
    @Ctx() context: RequestContext,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Arg('sessions', () => Boolean, {
      defaultValue: false,
      description: 'Whether to list the tokens of sign-ins too, which are many.',
    })
    sessions: boolean,
    @Arg('order', () => AccessTokenOrder, {
      nullable: true,
      description: 'In which order; the latest first where none is given.',
    })
    order?: Order,
  ): Connection<AccessToken> {
    const condition = sessions ? undefined : async () => sql`token.session = 0`;
    return accessTokenList.connection(context, { args, order, condition });
  }

  @FieldResolver(() => Principal, {
    nullable: true,
    description: 'The principal that it speaks for; null unless its role is USER.',
  })
  principal(@Ctx() context: RequestContext, @Root() { principalId }: AccessToken): Promise<Principal | null> | null {
    return principalId === null ? null : context.the(principalById).load(principalId);
  }

  @Authorized(Role.ADMINISTRATOR)
  @Mutation(() => NewTokenPayload, {
    nullable: true,
    description:
      'Makes an access token and shows its secret, this one time. Takes the role ADMINISTRATOR; null only beside an error.',
  })
  async newToken(
    @Ctx() context: RequestContext,
    @Arg('input', { description: 'The token.' }) input: NewTokenInput,
  ): Promise<NewTokenPayload> {
    const { outcome, token } = await this.changes.create(context, input);
    return new NewTokenPayload(outcome, token);
  }

  @Authorized(Role.ADMINISTRATOR)
  @Mutation(() => RevokeTokenPayload, {
    nullable: true,
    description:
      'Revokes an access token: nobody is signed in by it any more. Takes the role ADMINISTRATOR; null only beside an error.',
  })
  async revokeToken(
    @Ctx() context: RequestContext,
    @Arg('input', { description: 'The token.' }) input: RevokeTokenInput,
  ): Promise<RevokeTokenPayload> {
    return new RevokeTokenPayload(await this.changes.revoke(context, input));
  }
}
