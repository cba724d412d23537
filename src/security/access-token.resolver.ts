import { Arg, Args, Authorized, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';

import type { Store } from '../database/store';
import { resolvePrincipals } from '../directory/identity-resolver';
import { Principal } from '../directory/principal.entity';
import { type Connection, ConnectionArgs, connectionComplexity } from '../graphql/connection';
import { RequestContext } from '../graphql/context';
import type { Order } from '../graphql/order';
import { namedBy } from '../graphql/target';
import { AccessToken, Role } from './access-token.entity';
import { NewTokenInput, NewTokenPayload, RevokeTokenInput, RevokeTokenPayload } from './access-token.inputs';
import { AccessTokenConnection, accessTokenList, AccessTokenOrder } from './access-token.lists';
import { principalById } from '../directory/principal.loaders';
import type { AccessTokenService } from './access-token.service';

@Resolver(() => AccessToken)
export class AccessTokenResolver {
  constructor(
    private readonly store: Store,
    private readonly tokens: AccessTokenService,
  ) {}

  @Authorized(Role.ADMINISTRATOR)
  @Query(() => AccessTokenConnection, {
    name: 'tokens',
    description: 'The access tokens, those that expired or were revoked included. Takes the role ADMINISTRATOR.',
    complexity: connectionComplexity,
  })
  list(
    @Ctx() context: RequestContext,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Arg('order', () => AccessTokenOrder, {
      nullable: true,
      description: 'In which order; the latest first where none is given.',
    })
    order?: Order,
  ): Connection<AccessToken> {
    return accessTokenList.connection(context, { args, order });
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
    description: 'Makes an access token and shows its secret, this one time. Takes the role ADMINISTRATOR.',
  })
  async newToken(
    @Ctx() context: RequestContext,
    @Arg('input') { principal, ...input }: NewTokenInput,
  ): Promise<NewTokenPayload> {
    const requests = typeof principal === 'string' ? [{ identity: principal, parameter: 'input.principal' }] : [];
    const [speaker] = await resolvePrincipals(context.read, requests);
    return this.store.write((tx) => this.tokens.create(tx, { ...input, principal: speaker ?? null }));
  }

  @Authorized(Role.ADMINISTRATOR)
  @Mutation(() => RevokeTokenPayload, {
    description: 'Revokes an access token: nobody is signed in by it any more. Takes the role ADMINISTRATOR.',
  })
  async revokeToken(@Arg('input') input: RevokeTokenInput): Promise<RevokeTokenPayload> {
    const { id } = namedBy('AccessToken', input, 'input.') as { id: number };
    return { accessToken: await this.store.write((tx) => this.tokens.revoke(tx, id)) };
  }
}
