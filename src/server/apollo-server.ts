import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import type { GraphQLSchema } from 'graphql';
import type { Server } from 'node:http';
import type { Logger } from 'pino';

import type { Config } from '../config';
import { viewersOnlyRead } from '../security/viewers-only-read';
import type { RequestContext } from '../graphql/context';
import { compiledExecution } from './compiled-execution';
import { errorReports } from './error-reports';
import { errorCmdlets } from '../graphql/error-cmdlets';
import { costLimit } from '../graphql/limits';
import { errorFormat, validationRules } from './document-rules';
import { noSubscriptions } from './no-subscriptions';

/** How long requests under way may take to end once the gateway stops. */
const DRAIN_MS = 4_000;

/** The GraphQL server with all of its limits, not started yet. */
export function apolloServer(
  config: Config,
  schema: GraphQLSchema,
  http: Server,
  log: Logger,
): ApolloServer<RequestContext> {
  return new ApolloServer<RequestContext>({
    gateway: compiledExecution(schema),
    logger: log,
    plugins: [
      errorReports(log),
      errorCmdlets,
      viewersOnlyRead,
      noSubscriptions,
      costLimit(config.maxQueryCost),
      ApolloServerPluginDrainHttpServer({ httpServer: http, stopGracePeriodMillis: DRAIN_MS }),
      ApolloServerPluginLandingPageDisabled(),
      // It wraps every field, for a header that nothing here reads.
      ApolloServerPluginCacheControlDisabled(),
    ],
    validationRules: validationRules(config),
    introspection: true,
    parseOptions: { maxTokens: config.maxQueryTokens },
    formatError: errorFormat(config),
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    persistedQueries: false,
    stopOnTerminationSignals: false,
  });
}
