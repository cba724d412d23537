import type { ApolloServerPlugin } from '@apollo/server';
import type { Logger } from 'pino';

import { ErrorCode } from '../errors';
import type { RequestContext } from '../graphql/context';
import { causeOf, formatError } from '../graphql/format-error';

const LEVELS = new Map<unknown, 'error' | 'warn'>([
  [ErrorCode.INTERNAL_SERVER_ERROR, 'error'],
  [ErrorCode.UNAVAILABLE, 'warn'],
]);

/** Logs in full what clients can't be told, under the request id that they see. */
export function errorReports(log: Logger): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: async ({ contextValue: { requestId } }) => ({
      didEncounterErrors: async ({ errors, operationName }) => {
        for (const error of errors) {
          const { extensions } = formatError(error.toJSON(), error);
          const level = LEVELS.get(extensions?.code);
          if (level)
            log[level]({ err: causeOf(error), requestId, operationName, path: error.path }, 'An operation failed.');
        }
      },
      willSendResponse: async ({ response: { body } }) => {
        if (body.kind !== 'single') return;
        body.singleResult.errors = body.singleResult.errors?.map((error) =>
          error.extensions?.code === ErrorCode.INTERNAL_SERVER_ERROR
            ? { ...error, extensions: { ...error.extensions, requestId } }
            : error,
        );
      },
    }),
  };
}
