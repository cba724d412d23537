import { inspect } from '@graphql-tools/utils';
import {
  defaultTypeResolver,
  type GraphQLAbstractType,
  GraphQLError,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  isObjectType,
} from 'graphql';

import { isPromise } from './is-promise';

/** Which of its types a value of an interface or union has. */
export function runtimeTypeOf(
  type: GraphQLAbstractType,
  value: unknown,
  info: GraphQLResolveInfo,
  context: unknown,
): GraphQLObjectType | PromiseLike<GraphQLObjectType> {
  const name = (type.resolveType ?? defaultTypeResolver)(value, context, info, type);
  return isPromise(name)
    ? name.then((resolved) => checked(type, value, info, resolved))
    : checked(type, value, info, name);
}

function checked(
  type: GraphQLAbstractType,
  value: unknown,
  { schema, fieldNodes: nodes, parentType, fieldName }: GraphQLResolveInfo,
  name: unknown,
): GraphQLObjectType {
  if (name === null || name === undefined) {
    throw new GraphQLError(
      `Abstract type "${type.name}" must resolve to an Object type at runtime for field "${parentType.name}.${fieldName}". ` +
        `Either the "${type.name}" type should provide a "resolveType" function or each possible type should provide an "isTypeOf" function.`,
      { nodes },
    );
  }
  if (typeof name !== 'string') {
    throw new GraphQLError(
      `Abstract type "${type.name}" must resolve to an Object type at runtime for field "${parentType.name}.${fieldName}" with ` +
        `value ${inspect(value)}, received "${inspect(name)}".`,
    );
  }
  const found = schema.getType(name);
  if (!found) {
    throw new GraphQLError(
      `Abstract type "${type.name}" was resolved to a type "${name}" that does not exist inside the schema.`,
      { nodes },
    );
  }
  if (!isObjectType(found)) {
    throw new GraphQLError(`Abstract type "${type.name}" was resolved to a non-object type "${name}".`, { nodes });
  }
  if (!schema.isSubType(type, found)) {
    throw new GraphQLError(`Runtime Object type "${found.name}" is not a possible type for "${type.name}".`, { nodes });
  }
  return found;
}
