import type { EntityManager } from 'typeorm';

import { type Moment, MOMENT_COLUMNS, MOMENT_TABLES, momentOf } from '../database/moment';
import { entityOf, type Row, rowsOf } from '../database/rows';
import { sql } from '../database/sql';
import { principalIdentity } from '../directory/identity-resolver';
import type { Principal } from '../directory/principal.entity';
import { ErrorCode, GatewayError } from '../errors';
import { AccessToken } from './access-token.entity';
import { type Actor, LONGEST_ACTOR_NAME } from './actor';
import { hashOf, isTokenSecret } from './secret';

/** Who asks, and the moment of the store in which that was so. */
export interface Caller {
  actor: Actor;
  moment: Moment;
}

type Speaker = Pick<Principal, 'missing' | 'enabled' | 'sipAddress' | 'userPrincipalName' | 'distinguishedName'>;

interface FoundToken {
  token: AccessToken;
  /** Null where it speaks for none, or that is no longer known. */
  principal: Speaker | null;
  moment: Moment;
}

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
  async caller(authorization: string | undefined): Promise<Caller> {
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
    const found = await this.find(hashOf(secret));
    if (!found || found.token.revokedAt) throw unauthenticated('INVALID', 'The token is unknown or was revoked.');
    const { token, principal, moment } = found;
    if (token.expiresAt <= this.now()) {
      throw unauthenticated('EXPIRED', `The token expired at ${token.expiresAt.toISOString()}.`);
    }
    if (token.principalId !== null && (!principal || principal.missing || !principal.enabled)) {
      throw unauthenticated('INVALID', 'The principal of the token is disabled in the directory or gone from it.');
    }
    const name = principal ? principalIdentity(principal) : token.name;
    const actor = {
      tokenId: token.id,
      principalId: token.principalId,
      name: name.slice(0, LONGEST_ACTOR_NAME),
      role: token.role,
      tokenExpiresAt: token.expiresAt,
    };
    return { actor, moment };
  }

  private async find(hash: string): Promise<FoundToken | null> {
    const [row] = await rowsOf(
      this.read,
      sql`SELECT token.*, principal.missing, principal.enabled, principal.sip_address, principal.user_principal_name,
          principal.distinguished_name, ${MOMENT_COLUMNS}
        FROM ${MOMENT_TABLES} JOIN access_tokens token ON token.hash = ${hash}
        LEFT JOIN principals principal ON principal.id = token.principal_id WHERE moment.id = 1`,
    );
    if (!row) return null;
    return { token: entityOf(this.read, AccessToken, row), principal: speakerOf(row), moment: momentOf(row) };
  }
}

function speakerOf(row: Row): Speaker | null {
  if (row.distinguished_name === null) return null;
  return {
    missing: Boolean(row.missing),
    enabled: Boolean(row.enabled),
    sipAddress: row.sip_address as string | null,
    userPrincipalName: row.user_principal_name as string | null,
    distinguishedName: row.distinguished_name as string,
  };
}

function unauthenticated(reason: 'MISSING' | 'INVALID' | 'EXPIRED', message: string): GatewayError {
  return new GatewayError(ErrorCode.UNAUTHENTICATED, message, { reason, http: { status: 401 } });
}
