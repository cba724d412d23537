import { GraphQLError } from 'graphql';

import type { CommonDetails, ErrorDetails } from './error-details';

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

/** What an error of a code says beside its message: the input path at fault, and facts that a client can act on. */
export type DetailsOf<C extends ErrorCode> = CommonDetails & ErrorDetails[`${C}`] & { http?: { status: number } };

/** The details are asked for where the code can't do without. */
type DetailsArgument<C extends ErrorCode> = object extends DetailsOf<C> ? [DetailsOf<C>?] : [DetailsOf<C>];

/** An error that a client is meant to see: its message is a whole sentence that names the thing. */
export class GatewayError<C extends ErrorCode = ErrorCode> extends GraphQLError {
  readonly details: DetailsOf<C>;

  constructor(
    readonly code: C,
    message: string,
    ...[details]: DetailsArgument<C>
  ) {
    super(message, { extensions: { code, ...details } });
    this.name = 'GatewayError';
    this.details = { ...details } as DetailsOf<C>;
  }

  /** The same fault where something else is to be said of it, too. */
  retold(message: string, details: CommonDetails): GatewayError {
    return new GatewayError<ErrorCode>(this.code, message, { ...this.details, ...details });
  }
}
