import {
  type DocumentNode,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql';

import type { Config } from '../config';
import { ErrorCode, GatewayError } from '../errors';
import type { RequestContext } from '../graphql/context';
import { checkCost } from '../graphql/limits';
import { validationRules } from './document-rules';

/** A request to subscribe, as it came. */
export interface SubscriptionRequest {
  requestId: string;
  authorization: string | undefined;
  query?: unknown;
  variables?: unknown;
  operationName?: unknown;
}

/** What is executed of it. */
export interface SubscriptionOperation {
  schema: GraphQLSchema;
  document: DocumentNode;
  operationName: string | null;
  variableValues: Record<string, unknown> | null;
}

/**
 * Reads a request by the same rules and limits that queries have.
 *
 * @throws GraphQLError with a code, or an AggregateError of several.
 */
export function subscriptionOperation(
  schema: GraphQLSchema,
  config: Config,
  { query, variables, operationName }: SubscriptionRequest,
  context: RequestContext,
): SubscriptionOperation {
  if (typeof query !== 'string') throw badInput('The request has no "query" that is a text.');
  if (!isObject(variables ?? {})) throw badInput('The "variables" of the request are no object.');
  if (typeof (operationName ?? '') !== 'string') throw badInput('The "operationName" of the request is no text.');
  const document = parsed(query, config.maxQueryTokens);
  const invalid = validate(schema, document, [...specifiedRules, ...validationRules(config)]);
  if (invalid.length > 0)
    throw new AggregateError(invalid.map((error) => coded(error, ErrorCode.GRAPHQL_VALIDATION_FAILED)));
  const operation = {
    schema,
    document,
    operationName: nameOf(document, (operationName ?? null) as string | null),
    variableValues: (variables ?? null) as Record<string, unknown> | null,
  };
  checkCost(config.maxQueryCost, { ...operation, variables: operation.variableValues, context });
  return operation;
}

function parsed(query: string, maxTokens: number): DocumentNode {
  try {
    return parse(query, { maxTokens });
  } catch (error) {
    throw coded(error as GraphQLError, ErrorCode.GRAPHQL_PARSE_FAILED);
  }
}

/** The name of the subscription that is asked for; null where it has none. */
function nameOf(document: DocumentNode, asked: string | null): string | null {
  const operation = getOperationAST(document, asked);
  if (!operation) {
    throw new GatewayError(
      ErrorCode.OPERATION_RESOLUTION_FAILURE,
      asked === null
        ? 'Must provide operation name if query contains multiple operations.'
        : `Unknown operation named "${asked}".`,
    );
  }
  if (operation.operation !== OperationTypeNode.SUBSCRIPTION)
    throw badInput(`Only subscriptions are taken here; send a ${operation.operation} by POST to "/graphql".`);
  return operation.name?.value ?? null;
}

/** Errors of GraphQL itself have no code; those of ours have one that says more. */
function coded(error: GraphQLError, code: ErrorCode): GraphQLError {
  if (error instanceof GatewayError) return error;
  const { message, nodes, source, positions } = error;
  return new GraphQLError(message, { nodes, source, positions, extensions: { code } });
}

function badInput(message: string): GatewayError {
  return new GatewayError(ErrorCode.BAD_USER_INPUT, message);
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
