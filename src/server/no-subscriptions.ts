import type { ApolloServerPlugin } from '@apollo/server';
import { OperationTypeNode } from 'graphql';

import { ErrorCode, GatewayError } from '../errors';
import type { RequestContext } from '../graphql/context';

/** Refuses subscriptions that are sent as if one answer were all that they have. */
export const noSubscriptions: ApolloServerPlugin<RequestContext> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ operation }) => {
      if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) return;
      throw new GatewayError(
        ErrorCode.BAD_USER_INPUT,
        'A subscription has many answers: open it over WebSocket at "/graphql", or send it to "/graphql/stream" for Server-Sent Events.',
        { http: { status: 400 } },
      );
    },
  }),
};
