import type { ApolloServerPlugin } from '@apollo/server';
import { Kind, OperationTypeNode } from 'graphql';

import { ErrorCode, GatewayError } from '../errors';
import type { RequestContext } from '../graphql/context';
import { Role } from './access-token.entity';

/** Refuses every mutation to viewers, whatever its resolver says. */
export const viewersOnlyRead: ApolloServerPlugin<RequestContext> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ operation, schema, contextValue: { caller } }) => {
      if (caller?.role !== Role.VIEWER || operation?.operation !== OperationTypeNode.MUTATION) return;
      const fields = schema.getMutationType()!.getFields();
      for (const selection of operation.selectionSet.selections) {
        const name = selection.kind === Kind.FIELD ? selection.name.value : 'mutation';
        if (fields[name]?.extensions.anonymous) continue;
        throw new GatewayError(
          ErrorCode.FORBIDDEN,
          `"${name}" changes things; your token has the role ${caller.role}, which only reads.`,
          {
            http: { status: 403 },
          },
        );
      }
    },
  }),
};
