import type { EntityManager } from 'typeorm';

import { type Principal, PrincipalKind } from '../directory/principal.entity';
import { ErrorCode, GatewayError } from '../errors';
import { AccessToken, Role } from './access-token.entity';
import { hashOf, newTokenSecret } from './secret';

const DAY_MS = 24 * 60 * 60 * 1000;
const USUAL_DAYS = 90;
const LONGEST_DAYS = 366;

/** What a token is to be. */
export interface TokenRequest {
  name: string;
  role: Role;
  /** The user that a token of the role USER speaks for. */
  principal?: Principal | null;
  /** In 90 days where it is left out. */
  expiresAt?: Date | null;
  /** Whether somebody signs in by it, so that it goes when it has expired; left out where not. */
  session?: boolean;
}

/** A token as it was made: the only time that its secret is known. */
export interface IssuedToken {
  accessToken: AccessToken;
  secret: string;
}

/** Makes and revokes access tokens. */
export class AccessTokenService {
  constructor(private readonly now: () => Date) {}

  /** @throws GatewayError BAD_USER_INPUT, naming the part of the input at fault. */
  check(request: TokenRequest): Pick<AccessToken, 'name' | 'role' | 'principalId' | 'createdAt' | 'expiresAt'> {
    const createdAt = this.now();
    return {
      name: tokenName(request.name),
      role: request.role,
      principalId: speakerOf(request),
      createdAt,
      expiresAt: expiryFor(request, createdAt),
    };
  }

  /** @throws GatewayError BAD_USER_INPUT, naming the part of the input at fault. */
  async create(tx: EntityManager, request: TokenRequest): Promise<IssuedToken> {
    const secret = newTokenSecret();
    const row = { ...this.check(request), session: request.session ?? false, hash: hashOf(secret), revokedAt: null };
    return { accessToken: await tx.save(tx.create(AccessToken, row)), secret };
  }

  /**
   * Revokes a token; one that was revoked before stays as it is.
   *
   * @throws GatewayError NOT_FOUND
   */
  async revoke(tx: EntityManager, id: number): Promise<AccessToken> {
    const token = await tx.findOneBy(AccessToken, { id });
    if (!token) throw this.notFound(id);
    if (!token.revokedAt) {
      token.revokedAt = this.now();
      await tx.save(token);
    }
    return token;
  }

  notFound(id: number): GatewayError {
    return new GatewayError(ErrorCode.NOT_FOUND, `There is no token with the id ${id}.`, { parameter: 'input.id' });
  }
}

function tokenName(name: string): string {
  const trimmed = name.trim();
  if (trimmed.length < 1 || trimmed.length > 256) {
    throw badInput('name', `A token's name has 1 to 256 characters; this one has ${trimmed.length}.`);
  }
  return trimmed;
}

function speakerOf({ role, principal }: TokenRequest): number | null {
  if (role !== Role.USER) {
    if (principal) throw badInput('principal', `A token with the role ${role} speaks for no principal; leave it out.`);
    return null;
  }
  if (!principal) throw badInput('principal', 'A token with the role USER speaks for a user; say for which.');
  const { displayName, kind } = principal;
  if (kind !== PrincipalKind.USER)
    throw badInput('principal', `"${displayName}" is a ${kind}; a token speaks for a USER.`);
  if (principal.missing) throw badInput('principal', `"${displayName}" is gone from the directory.`);
  if (!principal.enabled) throw badInput('principal', `"${displayName}" is disabled in the directory.`);
  return principal.id;
}

function expiryFor({ expiresAt }: TokenRequest, createdAt: Date): Date {
  if (!expiresAt) return new Date(createdAt.getTime() + USUAL_DAYS * DAY_MS);
  if (expiresAt <= createdAt)
    throw badInput('expiresAt', `${expiresAt.toISOString()} has passed; a token expires in the future.`);
  if (expiresAt.getTime() > createdAt.getTime() + LONGEST_DAYS * DAY_MS) {
    throw badInput(
      'expiresAt',
      `${expiresAt.toISOString()} is too far away; a token lasts at most ${LONGEST_DAYS} days.`,
    );
  }
  return expiresAt;
}

function badInput(field: keyof TokenRequest, message: string): GatewayError {
  return new GatewayError(ErrorCode.BAD_USER_INPUT, message, { parameter: `input.${field}` });
}
