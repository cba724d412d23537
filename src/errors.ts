import { GraphQLError } from 'graphql';

/** The closed set of error codes that the gateway answers with (`extensions.code`). */
export enum ErrorCode {
  BAD_USER_INPUT = 'BAD_USER_INPUT',
  NOT_FOUND = 'NOT_FOUND',
  AMBIGUOUS_IDENTITY = 'AMBIGUOUS_IDENTITY',
  ALREADY_EXISTS = 'ALREADY_EXISTS',
  IN_USE = 'IN_USE',
  NOT_ELIGIBLE = 'NOT_ELIGIBLE',
  CONFLICT = 'CONFLICT',
  PLAN_STALE = 'PLAN_STALE',
  UNAUTHENTICATED = 'UNAUTHENTICATED',
  FORBIDDEN = 'FORBIDDEN',
  LIMIT_EXCEEDED = 'LIMIT_EXCEEDED',
  UNAVAILABLE = 'UNAVAILABLE',
  INTERNAL_SERVER_ERROR = 'INTERNAL_SERVER_ERROR',
  GRAPHQL_PARSE_FAILED = 'GRAPHQL_PARSE_FAILED',
  GRAPHQL_VALIDATION_FAILED = 'GRAPHQL_VALIDATION_FAILED',
  OPERATION_RESOLUTION_FAILURE = 'OPERATION_RESOLUTION_FAILURE',
}

/** What an error says beside its message: the input path at fault, and facts that a client can act on. */
export interface ErrorDetails {
  /** The path of the input at fault, such as `input.members.add[2]`. */
  parameter?: string;
  [detail: string]: unknown;
}

/** An error that a client is meant to see: its message is a whole sentence that names the thing. */
export class GatewayError extends GraphQLError {
  constructor(
    readonly code: ErrorCode,
    message: string,
    details: ErrorDetails = {},
  ) {
    super(message, { extensions: { code, ...details } });
    this.name = 'GatewayError';
  }
}
