import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import type { GraphQLSchema } from 'graphql';

import type { RequestContext } from '../graphql/context';
import { Executor } from '../graphql/execution/executor';

type ApolloGateway = ApolloServerOptionsWithGateway<RequestContext>['gateway'];

/** Lets Apollo Server execute by plans: a "gateway" is the one place where it takes an executor. */
export function compiledExecution(schema: GraphQLSchema): ApolloGateway {
  const executor = new Executor(schema);
  return {
    onSchemaLoadOrUpdate: (listener) => {
      listener({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    load: async () => ({
      executor: ({ document, request: { operationName, variables }, context }) =>
        executor.execute({ document, operationName, variableValues: variables, contextValue: context }),
    }),
    stop: async () => undefined,
  };
}
