import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';

import { ErrorCode } from '../errors';
import type { RequestContext } from '../graphql/context';
import { causeOf, formatError } from '../graphql/format-error';

const LEVELS = new Map<unknown, 'error' | 'warn'>([
  [ErrorCode.INTERNAL_SERVER_ERROR, 'error'],
  [ErrorCode.UNAVAILABLE, 'warn'],
]);

/** What was asked, as the log has it. */
interface Asked {
  requestId: string;
  operationName?: string | null;
}

/** Logs in full what clients can't be told, under the request id that they see. */
export function errorReports(log: Logger): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: async ({ contextValue: { requestId } }) => ({
      didEncounterErrors: async ({ errors, operationName }) => reportErrors(log, errors, { requestId, operationName }),
      willSendResponse: async ({ response: { body } }) => {
        if (body.kind === 'single')
          body.singleResult.errors = body.singleResult.errors?.map((error) => withRequestId(error, requestId));
      },
    }),
  };
}

export function reportErrors(log: Logger, errors: readonly GraphQLError[], asked: Asked): void {
  for (const error of errors) {
    const { extensions } = formatError(error.toJSON(), error);
    const level = LEVELS.get(extensions?.code);
    if (level) log[level]({ err: causeOf(error), ...asked, path: error.path }, 'An operation failed.');
  }
}

/** An error as the client sees it; what is masked with the id that the log has it under. */
export function withRequestId(error: GraphQLFormattedError, requestId: string): GraphQLFormattedError {
  if (error.extensions?.code !== ErrorCode.INTERNAL_SERVER_ERROR) return error;
  return { ...error, extensions: { ...error.extensions, requestId } };
}
