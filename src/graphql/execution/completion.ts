import { inspect } from '@graphql-tools/utils';
import {
  GraphQLError,
  GraphQLID,
  type GraphQLLeafType,
  type GraphQLList,
  type GraphQLNullableType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  GraphQLString,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  type ResponsePath,
} from 'graphql';

import type { Execution } from './execution';
import { FieldInfo } from './field-info';
import { isPromise } from './is-promise';
import type { PlannedField } from './planned-field';
import { runtimeTypeOf } from './runtime-type';

/** Makes a part of the answer, or a promise of it, of what was resolved for a place. Throws what is wrong with that. */
export type Complete = (execution: Execution, value: unknown, path: ResponsePath) => unknown;

/** How values of a field are completed, or its entries: by their type. */
export function completion(field: PlannedField, type: GraphQLOutputType): Complete {
  if (isNonNullType(type)) {
    const complete = completion(field, type.ofType);
    return (execution, value, path) => {
      const completed = complete(execution, value, path);
      if (completed === null) throw new Error(`Cannot return null for non-nullable field ${field.coordinate}.`);
      return completed;
    };
  }
  const complete = ofPresent(field, type);
  return (execution, value, path) => {
    if (value instanceof Error) throw value;
    return value === null || value === undefined ? null : complete(execution, value, path);
  };
}

function ofPresent(field: PlannedField, type: GraphQLNullableType & GraphQLOutputType): Complete {
  if (isLeafType(type)) return ofLeaf(type);
  if (isListType(type)) return ofList(field, type);
  if (!isAbstractType(type)) return (execution, value, path) => object(field, type, execution, value, path);
  return (execution, value, path) => {
    const info = new FieldInfo(execution, field, fieldPath(path));
    const complete = (runtimeType: GraphQLObjectType) => object(field, runtimeType, execution, value, path);
    const runtimeType = runtimeTypeOf(type, value, info, execution.contextValue);
    return isPromise(runtimeType) ? runtimeType.then(complete) : complete(runtimeType);
  };
}

function ofLeaf(type: GraphQLLeafType): Complete {
  const isText = type === GraphQLString || type === GraphQLID;
  return (_execution, value) => {
    if (isText && typeof value === 'string') return value;
    const serialized: unknown = type.serialize(value);
    if (serialized !== null && serialized !== undefined) return serialized;
    throw new Error(
      `Expected \`${inspect(type)}.serialize(${inspect(value)})\` to return non-nullable value, returned: ${inspect(serialized)}`,
    );
  };
}

function ofList(field: PlannedField, { ofType }: GraphQLList<GraphQLOutputType>): Complete {
  const complete = completion(field, ofType);
  return (execution, value, prev) => {
    if (!isIterableObject(value)) {
      throw new GraphQLError(`Expected Iterable, but did not find one for field "${field.coordinate}".`);
    }
    const entries: unknown[] = [];
    let isAwaited = false;
    try {
      for (const entry of value) {
        const path = { prev, key: entries.length, typename: undefined };
        const completed = field.settle(execution, entry, path, complete, ofType);
        isAwaited ||= isPromise(completed);
        entries.push(completed);
      }
    } catch (error) {
      // Nobody waits any more for those before it, which may fail as well.
      if (isAwaited) void Promise.allSettled(entries);
      throw error;
    }
    return isAwaited ? Promise.all(entries) : entries;
  };
}

function object(
  field: PlannedField,
  type: GraphQLObjectType,
  execution: Execution,
  value: unknown,
  path: ResponsePath,
): unknown {
  const selection = field.selection(execution, type);
  if (!type.isTypeOf) return selection.run(execution, value, path);
  const checked = (isOfType: boolean) => {
    if (isOfType) return selection.run(execution, value, path);
    throw new GraphQLError(`Expected value of type "${type.name}" but got: ${inspect(value)}.`, { nodes: field.nodes });
  };
  const info = new FieldInfo(execution, field, fieldPath(path));
  const isOfType = type.isTypeOf(value, execution.contextValue, info);
  return isPromise(isOfType) ? isOfType.then(checked) : checked(isOfType);
}

/** The place of the field, of which an entry of its list is a part. */
function fieldPath(path: ResponsePath): ResponsePath {
  let place = path;
  while (typeof place.key === 'number') place = place.prev!;
  return place;
}

function isIterableObject(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && typeof (value as Iterable<unknown>)[Symbol.iterator] === 'function';
}
