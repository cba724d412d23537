import type { Request, Response } from 'express';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';

import type { Store } from '../database/store';
import { ErrorCode, GatewayError } from '../errors';
import { RequestContext } from '../graphql/context';
import { knownError, maskedError } from '../graphql/format-error';
import { isAnonymousDocument } from '../security/anonymous';
import type { Authenticator, Caller } from '../security/authenticator';

/** Makes the context of each request, or refuses the request before its document is looked at. */
export class RequestContexts {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly store: Store,
    private readonly authenticator: Authenticator,
    private readonly maxTokens: number,
    private readonly log: Logger,
  ) {}

  /** @throws GatewayError UNAUTHENTICATED where the request has no valid token and asks for more than to sign in. */
  readonly of = async ({ req, res }: { req: Request; res: Response }): Promise<RequestContext> => {
    const { requestId } = res.locals as { requestId: string };
    const { query } = (req.body ?? {}) as { query?: unknown };
    return this.orRefusal(requestId, async () => {
      const authorization = req.get('authorization');
      const anonymous = !authorization && isAnonymousDocument(this.schema, query, this.maxTokens);
      const caller = anonymous ? null : await this.authenticator.caller(authorization);
      return this.contextOf(requestId, caller, req.ip ?? 'gone');
    });
  };

  /**
   * For an operation that lasts: to be made anew for each part of its answer, as tokens expire and are revoked.
   *
   * @throws GatewayError UNAUTHENTICATED where there is no valid token (any more).
   */
  renewed(requestId: string, authorization: string | undefined): Promise<RequestContext> {
    return this.orRefusal(requestId, async () =>
      this.contextOf(requestId, await this.authenticator.caller(authorization), null),
    );
  }

  private contextOf(requestId: string, caller: Caller | null, address: string | null): RequestContext {
    return new RequestContext(requestId, caller?.actor ?? null, this.store.readForRequests, address, caller?.moment);
  }

  private async orRefusal(requestId: string, make: () => Promise<RequestContext>): Promise<RequestContext> {
    try {
      return await make();
    } catch (error) {
      const known = knownError(error);
      if (known?.code === ErrorCode.UNAUTHENTICATED) throw known;
      this.log.error({ err: error, requestId }, 'The caller could not be told.');
      throw known ? new GatewayError(known.code, known.message, { http: { status: 503 } }) : maskedError(requestId);
    }
  }
}
