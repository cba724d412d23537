import { type GraphQLFormattedError, NoSchemaIntrospectionCustomRule, type ValidationRule } from 'graphql';

import type { Config } from '../config';
import { formatError, formatErrorWithoutSuggestions } from '../graphql/format-error';
import { documentLimits } from '../graphql/limits';

/** What every document has to keep beside the rules of GraphQL. */
export function validationRules({ maxQueryDepth, introspection }: Config): ValidationRule[] {
  return [...documentLimits(maxQueryDepth), ...(introspection ? [] : [NoSchemaIntrospectionCustomRule])];
}

/** How every error is told. */
export function errorFormat({
  introspection,
}: Config): (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError {
  return introspection ? formatError : formatErrorWithoutSuggestions;
}
