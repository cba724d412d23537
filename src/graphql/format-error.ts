import { GraphQLError, type GraphQLFormattedError } from 'graphql';

import { asGatewayError } from '../database/as-gateway-error';
import { ErrorCode, GatewayError } from '../errors';

const PUBLIC_CODES = new Set<unknown>(
  Object.values(ErrorCode).filter((code) => code !== ErrorCode.INTERNAL_SERVER_ERROR),
);

/** What the server library says in codes of its own. */
const TRANSLATED_CODES = new Map<unknown, ErrorCode>([
  ['BAD_REQUEST', ErrorCode.BAD_USER_INPUT],
  ['PERSISTED_QUERY_NOT_FOUND', ErrorCode.BAD_USER_INPUT],
  ['PERSISTED_QUERY_NOT_SUPPORTED', ErrorCode.BAD_USER_INPUT],
]);

/** As graphql-js says it, which gives it no code of its own. */
const TOO_MANY_TOKENS = /^Syntax Error: Document contains more .* (\d+) tokens/;

/** What was thrown, below the layers that tell where. */
export function causeOf(error: unknown): unknown {
  let cause = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause;
}

/** The error of ours that an error is or stands for; null where it is none that a client may see. */
export function knownError(error: unknown): GatewayError | null {
  const cause = causeOf(error);
  return cause instanceof GatewayError ? cause : asGatewayError(cause);
}

/** What the client sees of an error that only the log explains. */
export function maskedError(requestId: string): GatewayError {
  return new GatewayError(
    ErrorCode.INTERNAL_SERVER_ERROR,
    'The gateway failed to answer; its log tells why under the request id.',
    {
      requestId,
    },
  );
}

/** Gives every error a code of the closed set, and shows nothing of those that are not meant for clients. */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const cause = causeOf(error);
  const known = knownError(cause);
  if (known) {
    const { http: _http, ...extensions } = known.extensions;
    // The layers above an error of ours say more: which variable, at which path.
    return { ...formatted, message: known === cause ? formatted.message : known.message, extensions };
  }
  const limit = TOO_MANY_TOKENS.exec(formatted.message)?.[1];
  if (limit) {
    const extensions = { ...formatted.extensions, code: ErrorCode.LIMIT_EXCEEDED, limit: Number(limit) };
    return { ...formatted, message: `The operation has more than ${limit} tokens.`, extensions };
  }
  const code = publicCode(formatted, cause);
  if (code) return { ...formatted, extensions: { ...formatted.extensions, code } };
  const { message, extensions } = maskedError('');
  return { ...formatted, message, extensions: { code: extensions.code } };
}

/** The same without the names that graphql-js suggests, for callers who may not see the schema. */
export function formatErrorWithoutSuggestions(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const { message, ...rest } = formatError(formatted, error);
  return { ...rest, message: message.replace(/ ?Did you mean .+\?$/, '') };
}

function publicCode({ extensions }: GraphQLFormattedError, cause: unknown): ErrorCode | undefined {
  if (PUBLIC_CODES.has(extensions?.code)) return extensions!.code as ErrorCode;
  // A null variable where an argument takes none is found only when the field is executed, and has no code.
  if (cause instanceof GraphQLError && /^Argument "/.test(cause.message)) return ErrorCode.BAD_USER_INPUT;
  return TRANSLATED_CODES.get(extensions?.code);
}
