import {
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  isNonNullType,
  locatedError,
  type ResponsePath,
  responsePathAsArray,
} from 'graphql';

import { type Complete, completion } from './completion';
import type { Execution } from './execution';
import { FieldInfo } from './field-info';
import { isPromise } from './is-promise';
import { PlannedSelection } from './planned-selection';

type Property = (args: unknown, context: unknown, info: FieldInfo) => unknown;

/** A field of one type as an operation selects it. */
export class PlannedField {
  private readonly complete: Complete;
  private readonly selections = new Map<GraphQLObjectType, PlannedSelection>();

  constructor(
    readonly parentType: GraphQLObjectType,
    readonly definition: GraphQLField<unknown, unknown>,
    readonly key: string,
    readonly nodes: FieldNode[],
  ) {
    this.complete = completion(this, definition.type);
  }

  /** As messages name it: `Room.name`. */
  get coordinate(): string {
    return `${this.parentType.name}.${this.definition.name}`;
  }

  /** The field's part of the answer, or a promise of it. */
  run(execution: Execution, source: unknown, parent: ResponsePath | undefined): unknown {
    const path = { prev: parent, key: this.key, typename: this.parentType.name };
    try {
      return this.settle(execution, this.resolve(execution, source, path), path, this.complete, this.definition.type);
    } catch (error) {
      return this.fail(execution, error, path, this.definition.type);
    }
  }

  /** A value of the field, or one of its entries, completed; null in its stead where that fails and the type allows it. */
  settle(
    execution: Execution,
    value: unknown,
    path: ResponsePath,
    complete: Complete,
    type: GraphQLOutputType,
  ): unknown {
    try {
      const completed = isPromise(value)
        ? value.then((resolved) => complete(execution, resolved, path))
        : complete(execution, value, path);
      if (!isPromise(completed)) return completed;
      return completed.then(undefined, (error: unknown) => this.fail(execution, error, path, type));
    } catch (error) {
      return this.fail(execution, error, path, type);
    }
  }

  /** What is selected of an object of that type. */
  selection(execution: Execution, type: GraphQLObjectType): PlannedSelection {
    const known = this.selections.get(type);
    if (known) return known;
    const selection = PlannedSelection.ofField(execution, type, this.nodes);
    this.selections.set(type, selection);
    return selection;
  }

  private resolve(execution: Execution, source: unknown, path: ResponsePath): unknown {
    const { name, resolve } = this.definition;
    if (resolve) {
      const info = new FieldInfo(execution, this, path);
      return resolve(source, execution.argumentsOf(this), execution.contextValue, info);
    }
    const value: unknown = isObject(source) ? source[name] : undefined;
    if (typeof value !== 'function') return value;
    const info = new FieldInfo(execution, this, path);
    return (value as Property).call(source, execution.argumentsOf(this), execution.contextValue, info);
  }

  private fail(execution: Execution, thrown: unknown, path: ResponsePath, type: GraphQLOutputType): null {
    const error = locatedError(thrown, this.nodes, responsePathAsArray(path));
    if (isNonNullType(type)) throw error;
    execution.fail(error, path);
    return null;
  }
}

function isObject(source: unknown): source is Record<string, unknown> {
  return (typeof source === 'object' && source !== null) || typeof source === 'function';
}
