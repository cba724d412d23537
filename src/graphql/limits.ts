import type { ApolloServerPlugin } from '@apollo/server';
import { ApolloArmor } from '@escape.tech/graphql-armor';
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import { fieldExtensionsEstimator, getComplexity, simpleEstimator } from 'graphql-query-complexity';

import { ErrorCode, GatewayError } from '../errors';
import type { RequestContext } from './context';

const MAX_ALIASES = 15;
const MAX_DIRECTIVES = 8;
const REFUSED = { http: { status: 400 } };

/** Refuses documents that are nested too deep or use too many aliases or directives. */
export function documentLimits(maxDepth: number): ValidationRule[] {
  const reporting = (limit: number) => ({
    n: limit,
    onReject: [
      (context: ValidationContext | null, { message }: GraphQLError) =>
        context?.reportError(
          new GatewayError(ErrorCode.LIMIT_EXCEEDED, message.replace('Syntax Error: ', ''), { limit, ...REFUSED }),
        ),
    ],
    propagateOnRejection: false,
  });
  const { validationRules } = new ApolloArmor({
    maxDepth: { flattenFragments: true, ...reporting(maxDepth) },
    maxAliases: { allowList: [], ...reporting(MAX_ALIASES) },
    maxDirectives: reporting(MAX_DIRECTIVES),
    // Its cost doesn't see variables, its token limit answers 500, and it misses the suggestions of enum values and types.
    costLimit: { enabled: false },
    maxTokens: { enabled: false },
    blockFieldSuggestion: { enabled: false },
  }).protect();
  return validationRules;
}

/** An operation with what a request gives it. */
export interface CountedOperation {
  schema: GraphQLSchema;
  document: DocumentNode;
  operationName?: string | null;
  variables?: Record<string, unknown> | null;
  context: RequestContext;
}

/**
 * Refuses an operation that may answer with too many values. Counts what the fields' `complexity` says with the variables
 * and defaults of this request, and 1 for every other field.
 *
 * @throws GatewayError LIMIT_EXCEEDED
 */
export function checkCost(limit: number, { document, operationName, variables, ...asked }: CountedOperation): void {
  const estimators = [fieldExtensionsEstimator(), simpleEstimator({ defaultComplexity: 1 })];
  const cost = refusable(() =>
    getComplexity({
      ...asked,
      query: document,
      operationName: operationName ?? undefined,
      variables: variables ?? undefined,
      estimators,
    }),
  );
  if (cost <= limit) return;
  throw new GatewayError(
    ErrorCode.LIMIT_EXCEEDED,
    `This operation may answer with ${cost} values; at most ${limit} are allowed. Ask for fewer fields, or for smaller pages by "first" of its lists: where it is left out, 50 count.`,
    { cost, limit, ...REFUSED },
  );
}

/** Refuses requests that cost too much. */
export function costLimit(limit: number): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ schema, document, request, contextValue: context }) =>
        checkCost(limit, {
          schema,
          document,
          operationName: request.operationName,
          variables: request.variables,
          context,
        }),
    }),
  };
}

/** Gives the errors of the count itself their codes: a bad variable has a place in the document, too many fragments have none. */
function refusable(count: () => number): number {
  try {
    return count();
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const code = error.nodes ? ErrorCode.BAD_USER_INPUT : ErrorCode.LIMIT_EXCEEDED;
    throw new GraphQLError(error.message, { nodes: error.nodes, extensions: { code, ...REFUSED } });
  }
}
