import { Query, registerEnumType, Resolver } from 'type-graphql';

import { ErrorCode } from '../errors';

registerEnumType(ErrorCode, {
  name: 'ErrorCode',
  description: 'What is wrong, as `extensions.code` of an error says it; no error has another code.',
  valuesConfig: {
    BAD_USER_INPUT: { description: 'An input is wrong; `extensions.parameter` has its path.' },
    NOT_FOUND: { description: 'There is nothing of that identity or id, or nothing that the caller may know of.' },
    AMBIGUOUS_IDENTITY: { description: 'An identity fits several things; `extensions.candidates` lists them.' },
    ALREADY_EXISTS: { description: 'The name is taken.' },
    IN_USE: { description: 'The thing is still used; `extensions.usedBy` tells by what.' },
    NOT_ELIGIBLE: {
      description: 'An entry may not be listed; `extensions.entry` names it and `extensions.reason` tells why.',
    },
    CONFLICT: { description: 'Somebody else changed the thing meanwhile: look at it and try again.' },
    PLAN_STALE: {
      description:
        'The outcome is no longer the one that was planned, `extensions.moved` tells why: ask for a new plan.',
    },
    UNAUTHENTICATED: { description: 'There is no token, or it is unknown, expired or revoked.' },
    FORBIDDEN: { description: 'The caller may not do this.' },
    LIMIT_EXCEEDED: {
      description:
        'Too much is asked for at once, or too often: the operation is too large, too deep or too costly, or takes the database too long.',
    },
    UNAVAILABLE: { description: 'A database, directory or pool can not be reached at present.' },
    INTERNAL_SERVER_ERROR: {
      description: 'The gateway failed; its log tells why under `extensions.requestId`.',
    },
    GRAPHQL_PARSE_FAILED: { description: 'The operation is not written in GraphQL.' },
    GRAPHQL_VALIDATION_FAILED: { description: 'The operation does not fit the schema.' },
    OPERATION_RESOLUTION_FAILURE: {
      description: 'The document has no operation of that name, or several where none is named.',
    },
  },
});

/** Puts the codes of errors into the schema, so that generated clients have them as a type. */
@Resolver()
export class ErrorCodeResolver {
  @Query(() => [ErrorCode], { description: 'Every code that an error may have as its `extensions.code`.' })
  errorCodes(): ErrorCode[] {
    return Object.values(ErrorCode);
  }
}
