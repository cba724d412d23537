import { type RequestHandler, Router } from 'express';
import type { Registry } from 'prom-client';

import { ErrorCode, GatewayError } from '../errors';
import { formatError, knownError } from '../graphql/format-error';
import { Role } from '../security/access-token.entity';
import type { Authenticator } from '../security/authenticator';

/** `/metrics`, as Prometheus reads it, for viewers and administrators: it names what the configuration does. */
export function metrics(registry: Registry, authenticator: Authenticator): Router {
  const router = Router();
  const answer: RequestHandler = async (request, response) => {
    try {
      await letReadersIn(authenticator, request.get('authorization'));
      response.set('content-type', registry.contentType).send(await registry.metrics());
    } catch (error) {
      const known = knownError(error);
      if (!known) throw error;
      response.status(STATUSES.get(known.code) ?? 503).json({ errors: [formatError(known.toJSON(), known)] });
    }
  };
  router.get('/metrics', answer);
  return router;
}

const STATUSES = new Map([
  [ErrorCode.UNAUTHENTICATED, 401],
  [ErrorCode.FORBIDDEN, 403],
]);

async function letReadersIn(authenticator: Authenticator, authorization: string | undefined): Promise<void> {
  const { role } = (await authenticator.caller(authorization)).actor;
  if (role !== Role.USER) return;
  throw new GatewayError(
    ErrorCode.FORBIDDEN,
    `"/metrics" takes a token with the role ${Role.VIEWER} or ${Role.ADMINISTRATOR}; yours has the role ${role}.`,
  );
}
