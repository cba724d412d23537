import type { ChangeService } from '../changes/change.service';
import type { ChangeInput } from '../changes/change.inputs';
import { differences } from '../changes/differences';
import type { ChangeOutcome } from '../changes/outcome';
import type { Plan } from '../changes/plan';
import type { Planning } from '../changes/planning';
import { principalIdentity, resolvePrincipals } from '../directory/identity-resolver';
import type { RequestContext } from '../graphql/context';
import { namedBy } from '../graphql/target';
import { AccessToken } from './access-token.entity';
import type { NewTokenInput, RevokeTokenInput } from './access-token.inputs';
import type { AccessTokenService, IssuedToken, TokenRequest } from './access-token.service';

/** Makes and revokes access tokens, with an entry in the audit trail. */
export class AccessTokenChangesService {
  constructor(
    private readonly changes: ChangeService,
    private readonly tokens: AccessTokenService,
  ) {}

  /** Also gives the token where one was made now: nothing keeps its secret, so that a retry by its idempotency key has none. */
  async create(
    context: RequestContext,
    input: NewTokenInput,
  ): Promise<{ outcome: ChangeOutcome; token: IssuedToken | null }> {
    return this.make(context, 'newToken', input, async ({ manager }) => {
      const { name, role, principal, expiresAt } = input;
      const requests = typeof principal === 'string' ? [{ identity: principal, parameter: 'input.principal' }] : [];
      const [speaker = null] = await resolvePrincipals(manager, requests);
      return { name, role, principal: speaker, expiresAt };
    });
  }

  /** Makes the token of somebody who signs in by `operation`. What was typed there has no place here. */
  async openSession(context: RequestContext, operation: string, request: TokenRequest): Promise<IssuedToken> {
    const { token } = await this.make(context, operation, {}, async () => ({ ...request, session: true }));
    return token!;
  }

  revoke(context: RequestContext, input: RevokeTokenInput): Promise<ChangeOutcome> {
    const plan = (planning: Planning): Promise<Plan> => this.planRevoke(planning, input);
    return this.changes.make(context, { operation: 'revokeToken', input, plan });
  }

  private async make(
    context: RequestContext,
    operation: string,
    input: ChangeInput,
    requested: (planning: Planning) => Promise<TokenRequest>,
  ): Promise<{ outcome: ChangeOutcome; token: IssuedToken | null }> {
    const issued: IssuedToken[] = [];
    const plan = async (planning: Planning): Promise<Plan> => this.planNew(await requested(planning), issued);
    const outcome = await this.changes.make(context, { operation, input, plan });
    // A transaction that failed may have issued others, which nobody can use.
    const token = issued.find(({ accessToken }) => accessToken.id === outcome.thingId) ?? null;
    return { outcome, token };
  }

  private planNew(request: TokenRequest, issued: IssuedToken[]): Plan {
    const { role, principal, expiresAt } = request;
    const checked = this.tokens.check(request);
    // The usual expiry moves with the clock, and a plan that named it could never be confirmed.
    const changes = differences(null, {
      name: checked.name,
      role,
      principal: principal && principalIdentity(principal),
      expiresAt: expiresAt?.toISOString(),
    });
    return {
      things: [{ type: 'AccessToken', id: null, identity: checked.name, version: 0, changes }],
      warnings: [],
      write: async (tx) => {
        const token = await this.tokens.create(tx, request);
        issued.push(token);
        return [token.accessToken.id];
      },
    };
  }

  private async planRevoke(planning: Planning, input: RevokeTokenInput): Promise<Plan> {
    const { id } = namedBy('AccessToken', { id: input.id }, 'input.') as { id: number };
    const token = await planning.toChange(AccessToken, id);
    if (!token) throw this.tokens.notFound(id);
    const changes = differences({ revoked: token.revokedAt !== null }, { revoked: true });
    return {
      things: [{ type: 'AccessToken', id, identity: token.name, version: 0, changes }],
      warnings: [],
      write: async (tx) => [(await this.tokens.revoke(tx, id)).id],
    };
  }
}
