import type { ChangeService } from '../changes/change.service';
import { differences } from '../changes/differences';
import type { ChangeOutcome } from '../changes/outcome';
import type { Plan } from '../changes/plan';
import type { Planning } from '../changes/planning';
import { principalIdentity, resolvePrincipals } from '../directory/identity-resolver';
import type { RequestContext } from '../graphql/context';
import { namedBy } from '../graphql/target';
import { AccessToken } from './access-token.entity';
import type { NewTokenInput, RevokeTokenInput } from './access-token.inputs';
import type { AccessTokenService, IssuedToken } from './access-token.service';

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
    const issued: IssuedToken[] = [];
    const plan = (planning: Planning): Promise<Plan> => this.planNew(planning, input, issued);
    const outcome = await this.changes.make(context, { operation: 'newToken', input, plan });
    // A transaction that failed may have issued others, which nobody can use.
    const token = issued.find(({ accessToken }) => accessToken.id === outcome.thingId) ?? null;
    return { outcome, token };
  }

  revoke(context: RequestContext, input: RevokeTokenInput): Promise<ChangeOutcome> {
    const plan = (planning: Planning): Promise<Plan> => this.planRevoke(planning, input);
    return this.changes.make(context, { operation: 'revokeToken', input, plan });
  }

  private async planNew(
    { manager }: Planning,
    { name, role, principal, expiresAt }: NewTokenInput,
    issued: IssuedToken[],
  ): Promise<Plan> {
    const requests = typeof principal === 'string' ? [{ identity: principal, parameter: 'input.principal' }] : [];
    const [speaker = null] = await resolvePrincipals(manager, requests);
    const request = { name, role, principal: speaker, expiresAt };
    const checked = this.tokens.check(request);
    // The usual expiry moves with the clock, and a plan that named it could never be confirmed.
    const changes = differences(null, {
      name: checked.name,
      role,
      principal: speaker && principalIdentity(speaker),
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
