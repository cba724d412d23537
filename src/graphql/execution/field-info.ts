import type { GraphQLResolveInfo, ResponsePath } from 'graphql';

import type { Execution } from './execution';
import type { PlannedField } from './planned-field';

/** What a resolver may ask about its field: read where it is asked for, as few resolvers do. */
export class FieldInfo implements GraphQLResolveInfo {
  constructor(
    private readonly execution: Execution,
    private readonly field: PlannedField,
    readonly path: ResponsePath,
  ) {}

  get fieldName() {
    return this.field.definition.name;
  }

  get fieldNodes() {
    return this.field.nodes;
  }

  get returnType() {
    return this.field.definition.type;
  }

  get parentType() {
    return this.field.parentType;
  }

  get schema() {
    return this.execution.compiled.schema;
  }

  get fragments() {
    return this.execution.compiled.fragments;
  }

  get rootValue() {
    return this.execution.rootValue;
  }

  get operation() {
    return this.execution.compiled.operation;
  }

  get variableValues() {
    return this.execution.variableValues;
  }
}
