import type { ApolloServerPlugin } from '@apollo/server';
import {
  type DocumentNode,
  type FieldNode,
  getDirectiveValues,
  type GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

import { cmdletDirective } from './cmdlet';
import type { RequestContext } from './context';

/** Tells of each error which cmdlet the field stands in for that it came from, as `extensions.cmdlet`. */
export const errorCmdlets: ApolloServerPlugin<RequestContext> = {
  requestDidStart: async () => {
    const cmdlets = new ErrorCmdlets();
    return {
      didEncounterErrors: async ({ errors, document, schema }) => {
        if (document) cmdlets.find(errors, document, schema);
      },
      willSendResponse: async ({ response: { body } }) => {
        if (body.kind !== 'single') return;
        body.singleResult.errors = body.singleResult.errors?.map((error) => cmdlets.told(error));
      },
    };
  },
};

/** The cmdlets that fields stand in for that failed, by their paths. */
export class ErrorCmdlets {
  private readonly found = new Map<string, string>();

  find(errors: readonly GraphQLError[], document: DocumentNode, schema: GraphQLSchema): void {
    const cmdletOf = cmdletsOf(document, schema);
    for (const { path, nodes } of errors) {
      const cmdlet = nodes?.map((node) => cmdletOf.get(node as FieldNode)).find((name) => name !== undefined);
      if (path && cmdlet) this.found.set(path.join('.'), cmdlet);
    }
  }

  /** An error as the client sees it, with the name of the cmdlet where there is one. */
  told(error: GraphQLFormattedError): GraphQLFormattedError {
    const cmdlet = this.found.get(error.path?.join('.') ?? '');
    return cmdlet ? { ...error, extensions: { ...error.extensions, cmdlet } } : error;
  }
}

/** The cmdlet of each field of a document: its own, or that of the field around it. */
function cmdletsOf(document: DocumentNode, schema: GraphQLSchema): Map<FieldNode, string> {
  const found = new Map<FieldNode, string>();
  const around: (string | undefined)[] = [];
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: {
        enter: (node) => {
          const definition = types.getFieldDef()?.astNode;
          const own = definition && (getDirectiveValues(cmdletDirective, definition)?.name as string | undefined);
          const cmdlet = own ?? around.at(-1);
          around.push(cmdlet);
          if (cmdlet) found.set(node, cmdlet);
        },
        leave: () => {
          around.pop();
        },
      },
    }),
  );
  return found;
}
