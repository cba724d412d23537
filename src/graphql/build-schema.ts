import { type GraphQLSchema, specifiedDirectives } from 'graphql';
import { buildSchemaSync, type ClassType, type NonEmptyArray } from 'type-graphql';

import { authChecker } from '../security/auth-checker';
import { cmdletDirective, parameterDirective } from './cmdlet';

/** The schema that these resolvers answer. */
export function schemaOf(resolvers: readonly object[]): GraphQLSchema {
  const instances = new Map(resolvers.map((resolver) => [resolver.constructor, resolver]));
  const schema = buildSchemaSync({
    resolvers: [...instances.keys()] as unknown as NonEmptyArray<ClassType>,
    container: { get: (resolver: ClassType) => instances.get(resolver) },
    directives: [...specifiedDirectives, cmdletDirective, parameterDirective],
    authChecker,
    validate: false,
  });
  schema.getQueryType()!.description = 'What can be read.';
  schema.getMutationType()!.description = 'What can be changed; one change after the other, each by itself.';
  return schema;
}
