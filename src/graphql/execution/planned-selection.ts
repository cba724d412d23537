import { collectFields, collectSubFields } from '@graphql-tools/utils';
import {
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type ResponsePath,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from 'graphql';

import type { CompiledOperation } from './compiled-operation';
import type { Execution } from './execution';
import { isPromise } from './is-promise';
import { PlannedField } from './planned-field';

type Variables = GraphQLResolveInfo['variableValues'];
type Answer = Record<string, unknown>;

/** The fields that are selected of objects of one type, in the order of the answer. */
export class PlannedSelection {
  /** An alias that sets the prototype of an ordinary object is a name like any other. */
  private readonly isOrdinary: boolean;

  private constructor(private readonly fields: readonly PlannedField[]) {
    this.isOrdinary = fields.every(({ key }) => key !== '__proto__');
  }

  static ofOperation(
    { schema, fragments, operation }: CompiledOperation,
    rootType: GraphQLObjectType,
    variables: Variables,
  ): PlannedSelection {
    const { fields } = collectFields(schema, fragments, variables, rootType, operation.selectionSet);
    return new PlannedSelection(planned(schema, rootType, fields));
  }

  static ofField(
    { compiled: { schema, fragments }, variableValues }: Execution,
    type: GraphQLObjectType,
    nodes: FieldNode[],
  ): PlannedSelection {
    const { fields } = collectSubFields(schema, fragments, variableValues, type, nodes);
    return new PlannedSelection(planned(schema, type, fields));
  }

  /** Executes the fields side by side. A promise only where one of them has to be waited for. */
  run(execution: Execution, source: unknown, path: ResponsePath | undefined): Answer | Promise<Answer> {
    const answer = this.emptyAnswer();
    const awaited: PlannedField[] = [];
    try {
      for (const field of this.fields) {
        const value = field.run(execution, source, path);
        if (isPromise(value)) awaited.push(field);
        answer[field.key] = value;
      }
    } catch (error) {
      if (awaited.length === 0) throw error;
      // What is under way may fail as well, and somebody has to hear of it.
      return filled(answer, awaited).finally(() => {
        throw error;
      });
    }
    return awaited.length === 0 ? answer : filled(answer, awaited);
  }

  /** Executes one field after the other. */
  async runInTurn(execution: Execution, source: unknown): Promise<Answer> {
    const answer = this.emptyAnswer();
    for (const field of this.fields) answer[field.key] = await field.run(execution, source, undefined);
    return answer;
  }

  private emptyAnswer(): Answer {
    return this.isOrdinary ? {} : (Object.create(null) as Answer);
  }
}

async function filled(answer: Answer, awaited: readonly PlannedField[]): Promise<Answer> {
  const values = await Promise.all(awaited.map(({ key }) => answer[key]));
  awaited.forEach(({ key }, i) => (answer[key] = values[i]));
  return answer;
}

function planned(
  schema: GraphQLSchema,
  type: GraphQLObjectType,
  fields: ReadonlyMap<string, FieldNode[]>,
): PlannedField[] {
  return [...fields].flatMap(([key, nodes]) => {
    const definition = definitionOf(schema, type, nodes[0]!.name.value);
    return definition ? [new PlannedField(type, definition, key, nodes)] : [];
  });
}

function definitionOf(
  schema: GraphQLSchema,
  type: GraphQLObjectType,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
  if (type === schema.getQueryType()) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  }
  return type.getFields()[name];
}
