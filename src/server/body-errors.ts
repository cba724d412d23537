import type { ErrorRequestHandler } from 'express';
import type { Logger } from 'pino';

import { ErrorCode, GatewayError } from '../errors';
import { maskedError } from '../graphql/format-error';

/** What the parser of bodies throws. */
interface BodyError {
  type?: string;
  status?: number;
  message?: string;
  /** Of bytes, where there are more. */
  limit?: number;
}

/** Answers what goes wrong before GraphQL sees a request as GraphQL would. */
export function bodyErrors(maxBody: string, log: Logger): ErrorRequestHandler {
  return (error: BodyError, _request, response, next) => {
    if (response.headersSent) return next(error);
    const { requestId } = response.locals as { requestId: string };
    const { status, answer } = told(error);
    if (!answer) log.error({ err: error, requestId }, 'A request failed before it was read.');
    response.status(status).json({ errors: [answer ?? maskedError(requestId)] });
  };

  function told({ type, status = 500, message, limit }: BodyError) {
    const answer = (code: ErrorCode, text: string) => ({ status, answer: new GatewayError(code, text) });
    if (type === 'entity.too.large') {
      const text = `The request is larger than ${maxBody}.`;
      return { status, answer: new GatewayError(ErrorCode.LIMIT_EXCEEDED, text, { limit }) };
    }
    if (type === 'entity.parse.failed')
      return answer(ErrorCode.BAD_USER_INPUT, `The body of the request is not JSON: ${message}.`);
    if (status < 500) return answer(ErrorCode.BAD_USER_INPUT, `The request can't be read: ${message}.`);
    return { status, answer: null };
  }
}
