import type { EntityManager } from 'typeorm';

import { principalIdentity } from '../directory/identity-resolver';
import { Principal } from '../directory/principal.entity';
import { ErrorCode, GatewayError } from '../errors';
import { AccessToken } from './access-token.entity';
import { type Actor, LONGEST_ACTOR_NAME } from './actor';
import { hashOf, isTokenSecret } from './secret';

type TokenWithPrincipal = AccessToken & { principal: Principal | null };

/** Tells who is asking from the Authorization header, in one statement. */
export class Authenticator {
  constructor(
    private readonly read: EntityManager,
    private readonly now: () => Date,
  ) {}

  /**
   * @param authorization the header's value; undefined where there is none
   * @throws GatewayError UNAUTHENTICATED, with `reason` MISSING, INVALID or EXPIRED.
   */
  async actor(authorization: string | undefined): Promise<Actor> {
    if (!authorization) {
      throw unauthenticated('MISSING', 'Sign in first: every request takes a token, as "Authorization: Bearer TOKEN".');
    }
    const secret = /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
    if (!secret || !isTokenSecret(secret)) {
      throw unauthenticated(
        'INVALID',
        'The Authorization header holds no token of this gateway; it takes "Bearer TOKEN".',
      );
    }
    const token = await this.find(hashOf(secret));
    if (!token || token.revokedAt) throw unauthenticated('INVALID', 'The token is unknown or was revoked.');
    if (token.expiresAt <= this.now()) {
      throw unauthenticated('EXPIRED', `The token expired at ${token.expiresAt.toISOString()}.`);
    }
    const { principal } = token;
    if (token.principalId !== null && (!principal || principal.missing || !principal.enabled)) {
      throw unauthenticated('INVALID', 'The principal of the token is disabled in the directory or gone from it.');
    }
    const name = principal ? principalIdentity(principal) : token.name;
    return {
      tokenId: token.id,
      principalId: token.principalId,
      name: name.slice(0, LONGEST_ACTOR_NAME),
      role: token.role,
      tokenExpiresAt: token.expiresAt,
    };
  }

  private find(hash: string): Promise<TokenWithPrincipal | null> {
    const query = this.read
      .createQueryBuilder(AccessToken, 'token')
      .leftJoinAndMapOne('token.principal', Principal, 'principal', 'principal.id = token.principalId')
      .where('token.hash = :hash', { hash });
    return query.getOne() as Promise<TokenWithPrincipal | null>;
  }
}

function unauthenticated(reason: 'MISSING' | 'INVALID' | 'EXPIRED', message: string): GatewayError {
  return new GatewayError(ErrorCode.UNAUTHENTICATED, message, { reason, http: { status: 401 } });
}
