import type { EntityManager } from 'typeorm';

import { principalIdentity, resolvePrincipals } from '../directory/identity-resolver';
import { type Principal, PrincipalKind } from '../directory/principal.entity';
import { ErrorCode, GatewayError } from '../errors';
import type { RequestContext } from '../graphql/context';
import type { AccessTokenChangesService } from './access-token-changes.service';
import { Role } from './access-token.entity';
import type { IssuedToken } from './access-token.service';
import { LONGEST_ACTOR_NAME } from './actor';
import type { PasswordCheck } from './password-check';
import { addressCounters, identityCounters, principalCounters } from './sign-in-counters';
import type { SignInLimits } from './sign-in-limits';
import type { SignInRecord } from './sign-in-record';
import type { SignInRemains } from './sign-in-remains';

const LONGEST_PASSWORD = 1_024;

/** What the resolver of identities says of one that names nobody in particular. */
const NAMES_NOBODY = new Set([ErrorCode.NOT_FOUND, ErrorCode.AMBIGUOUS_IDENTITY, ErrorCode.BAD_USER_INPUT]);

/** Signs users of the directory in by their passwords. */
export class PasswordSignInService {
  constructor(
    private readonly passwords: PasswordCheck,
    private readonly limits: SignInLimits,
    private readonly remains: SignInRemains,
    private readonly tokens: AccessTokenChangesService,
    private readonly record: SignInRecord,
    private readonly validForMs: number,
    private readonly now: () => Date,
  ) {}

  /**
   * Gives a token that speaks for the user.
   *
   * @throws GatewayError UNAUTHENTICATED, the same for whatever reason; LIMIT_EXCEEDED with `retryAfter` in seconds; UNAVAILABLE
   * where the directory can't be asked.
   */
  signIn(context: RequestContext, identity: string, password: string): Promise<IssuedToken> {
    return this.record.of(context, () => this.attempt(context, identity, password), identity);
  }

  private async attempt(context: RequestContext, identity: string, password: string): Promise<IssuedToken> {
    await this.remains.clear();
    // Many servers take a name without a password for a guest, and some end a password at its first zero byte.
    if (password === '' || password.includes('\0') || password.length > LONGEST_PASSWORD) throw refused();
    const principal = await named(context.read, identity);
    const { address } = context;
    const counters = [...addressCounters(address), ...identityCounters(identity, address)];
    if (principal) counters.push(...principalCounters(principal, address));
    const admitted = await this.limits.attempt(counters, (full) => {
      const eligible = !full && principal !== null && maySignIn(principal);
      return this.passwords.admits(context.read, { identity, password, principal, eligible });
    });
    if (!admitted || !principal) throw refused();
    return this.issue(context, principal);
  }

  private issue(context: RequestContext, principal: Principal): Promise<IssuedToken> {
    const expiresAt = new Date(this.now().getTime() + this.validForMs);
    const actor = {
      tokenId: null,
      principalId: principal.id,
      name: principalIdentity(principal).slice(0, LONGEST_ACTOR_NAME),
      role: Role.USER,
      tokenExpiresAt: expiresAt,
    };
    const request = { name: 'Sign-in', role: Role.USER, principal, expiresAt };
    return this.tokens.openSession(context.as(actor), 'signIn', request);
  }
}

async function named(manager: EntityManager, identity: string): Promise<Principal | null> {
  try {
    const [principal] = await resolvePrincipals(manager, [{ identity, parameter: 'input.identity' }]);
    return principal!;
  } catch (error) {
    if (error instanceof GatewayError && NAMES_NOBODY.has(error.code as ErrorCode)) return null;
    throw error;
  }
}

function maySignIn({ kind, enabled, missing }: Principal): boolean {
  return kind === PrincipalKind.USER && enabled && !missing;
}

function refused(): GatewayError {
  return new GatewayError(
    ErrorCode.UNAUTHENTICATED,
    'The identity or the password is wrong, or the user may not sign in.',
    { reason: 'INVALID' },
  );
}
