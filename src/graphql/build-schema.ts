import { type GraphQLSchema, specifiedDirectives } from 'graphql';
import { type AuthCheckerFn, buildSchemaSync, type ClassType, type NonEmptyArray } from 'type-graphql';

import { cmdletDirective, parameterDirective } from './cmdlet';
import type { RequestContext } from './context';
import { readPlainFields } from './plain-fields';
import { NO_PUB_SUB } from './streams';

/** The schema that these resolvers answer, where the checker lets the caller through. */
export function schemaOf<Role>(
  resolvers: readonly object[],
  authChecker: AuthCheckerFn<RequestContext, Role>,
): GraphQLSchema {
  const instances = new Map(resolvers.map((resolver) => [resolver.constructor, resolver]));
  const schema = buildSchemaSync({
    resolvers: [...instances.keys()] as unknown as NonEmptyArray<ClassType>,
    container: { get: (resolver: ClassType) => instances.get(resolver) },
    directives: [...specifiedDirectives, cmdletDirective, parameterDirective],
    authChecker,
    pubSub: NO_PUB_SUB,
    validate: false,
  });
  readPlainFields(schema);
  schema.getQueryType()!.description = 'What can be read.';
  schema.getMutationType()!.description = 'What can be changed; one change after the other, each by itself.';
  const followed = schema.getSubscriptionType();
  if (followed) followed.description = 'What can be followed as it happens, over WebSocket or Server-Sent Events.';
  return schema;
}
