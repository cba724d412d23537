import {
  type DocumentNode,
  execute as interpret,
  type ExecutionResult,
  getOperationAST,
  getVariableValues,
  type GraphQLError,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';

import { CompiledOperation } from './compiled-operation';
import { Execution } from './execution';

/** As many as graphql-js tells of. */
const MOST_VARIABLE_ERRORS = 50;

/** An operation of a valid document, and what a request gives it. */
export interface Executed {
  document: DocumentNode;
  operationName?: string | null;
  variableValues?: Record<string, unknown> | null;
  rootValue?: unknown;
  contextValue: unknown;
}

/**
 * Answers operations as graphql-js does, to the letter, but works out once for each document what that does for each value
 * of each answer: which fields are selected, how they are read, and how what is read becomes a part of the answer.
 */
export class Executor {
  /** For as long as those who parse documents keep them. */
  private readonly compiled = new WeakMap<OperationDefinitionNode, CompiledOperation>();

  constructor(private readonly schema: GraphQLSchema) {}

  async execute(executed: Executed): Promise<ExecutionResult> {
    const { schema } = this;
    const { document, operationName, variableValues, rootValue, contextValue } = executed;
    const operation = getOperationAST(document, operationName);
    const rootType = operation && schema.getRootType(operation.operation);
    // It says what is wrong.
    if (!rootType) return interpret({ schema, ...executed });
    const variables = getVariableValues(schema, operation.variableDefinitions ?? [], variableValues ?? {}, {
      maxErrors: MOST_VARIABLE_ERRORS,
    });
    if (variables.errors) return { errors: variables.errors };
    const compiled = this.compile(document, operation);
    const execution = new Execution(compiled, rootValue, contextValue, variables.coerced);
    const data = await dataOf(execution, rootType);
    return execution.errors.length === 0 ? { data } : { errors: execution.errors, data };
  }

  private compile(document: DocumentNode, operation: OperationDefinitionNode): CompiledOperation {
    const known = this.compiled.get(operation);
    if (known) return known;
    const compiled = new CompiledOperation(this.schema, document, operation);
    this.compiled.set(operation, compiled);
    return compiled;
  }
}

async function dataOf(execution: Execution, rootType: GraphQLObjectType): Promise<Record<string, unknown> | null> {
  const { compiled, rootValue, variableValues } = execution;
  try {
    const plan = compiled.plan(rootType, variableValues);
    const inTurn = compiled.operation.operation === OperationTypeNode.MUTATION;
    return await (inTurn ? plan.runInTurn(execution, rootValue) : plan.run(execution, rootValue, undefined));
  } catch (error) {
    execution.fail(error as GraphQLError, undefined);
    return null;
  }
}
