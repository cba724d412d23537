import { type GraphQLSchema, Kind, OperationTypeNode, parse } from 'graphql';
import { Extensions } from 'type-graphql';

/** Marks a mutation that takes no token. */
export const Anonymous = (): MethodDecorator => Extensions({ anonymous: true });

/**
 * Whether a document is one mutation of nothing but fields marked `@Anonymous()`. Asked before it is validated, so that
 * nobody learns the schema from its errors.
 */
export function isAnonymousDocument(schema: GraphQLSchema, source: unknown, maxTokens: number): boolean {
  if (typeof source !== 'string') return false;
  const fields = schema.getMutationType()?.getFields() ?? {};
  try {
    const { definitions } = parse(source, { maxTokens });
    const [operation] = definitions;
    return (
      definitions.length === 1 &&
      operation?.kind === Kind.OPERATION_DEFINITION &&
      operation.operation === OperationTypeNode.MUTATION &&
      operation.selectionSet.selections.every(
        (selection) => selection.kind === Kind.FIELD && fields[selection.name.value]?.extensions.anonymous === true,
      )
    );
  } catch {
    return false;
  }
}
