import {
  type DirectiveNode,
  getArgumentValues,
  getNamedType,
  type GraphQLArgument,
  type GraphQLDirective,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLObjectType,
  type GraphQLSchema,
  isInputObjectType,
  isObjectType,
} from 'graphql';

import { cmdletDirective, parameterDirective } from './cmdlet';

/** A field that stands in for cmdlets. */
export interface Operation {
  /** As one writes it: `rooms`, or `Category.rooms` where it is not at the root. */
  name: string;
  onRoot: boolean;
  cmdlets: string[];
}

/** A field, argument or input field that stands in for a parameter. */
export interface ParameterPlace {
  operation: Operation;
  /** As one writes it: `rooms(where: { pool })`. */
  text: string;
  /** The element itself, whichever operation it is reached from: `RoomFilter.pool`. */
  coordinate: string;
  parameter: string;
  /** Whose parameter it is: the cmdlet that the directive names, or those of the operation. */
  cmdlets: string[];
}

/** Everything in the schema that says which parameter it stands in for, the nearest to each operation first. */
export function parameterPlaces(schema: GraphQLSchema): ParameterPlace[] {
  return fieldsOf(schema).flatMap(([type, field]) => {
    const operation = operationOf(schema, type, field);
    const coordinate = `${type.name}.${field.name}`;
    const places = placesAt(operation, field, operation.name, coordinate);
    for (const { input, path, coordinate: at } of inputsOf(field, coordinate)) {
      places.push(...placesAt(operation, input, `${operation.name}(${asWritten(path)})`, at));
    }
    return places;
  });
}

/** The fields of the schema that stand in for cmdlets. */
export function operationsOf(schema: GraphQLSchema): Operation[] {
  return fieldsOf(schema)
    .map(([type, field]) => operationOf(schema, type, field))
    .filter(({ cmdlets }) => cmdlets.length);
}

type FieldOf = [GraphQLObjectType, GraphQLField<unknown, unknown>];

function fieldsOf(schema: GraphQLSchema): FieldOf[] {
  const types = Object.values(schema.getTypeMap()).filter(isObjectType);
  return types.flatMap((type) => Object.values(type.getFields()).map((field): FieldOf => [type, field]));
}

function operationOf(schema: GraphQLSchema, type: GraphQLObjectType, field: GraphQLField<unknown, unknown>): Operation {
  const onRoot = type === schema.getQueryType() || type === schema.getMutationType();
  const name = onRoot ? field.name : `${type.name}.${field.name}`;
  return { name, onRoot, cmdlets: valuesOf(cmdletDirective, field).map((values) => values.name!) };
}

interface Reached {
  input: GraphQLArgument | GraphQLInputField;
  path: string[];
  coordinate: string;
}

/** The arguments of a field, and what is inside them: level by level, and each input type once. */
function inputsOf(field: GraphQLField<unknown, unknown>, coordinate: string): Reached[] {
  const reached: Reached[] = field.args.map((input) => ({
    input,
    path: [input.name],
    coordinate: `${coordinate}(${input.name}:)`,
  }));
  const entered = new Set<string>();
  for (const { input, path } of reached) {
    const type = getNamedType(input.type);
    if (!isInputObjectType(type) || entered.has(type.name)) continue;
    entered.add(type.name);
    const inside = Object.values(type.getFields());
    reached.push(
      ...inside.map((inner) => ({
        input: inner,
        path: [...path, inner.name],
        coordinate: `${type.name}.${inner.name}`,
      })),
    );
  }
  return reached;
}

function placesAt(operation: Operation, element: Directed, text: string, coordinate: string): ParameterPlace[] {
  return valuesOf(parameterDirective, element).map(({ name, cmdlet }) => ({
    operation,
    text,
    coordinate,
    parameter: name!,
    cmdlets: cmdlet ? [cmdlet] : operation.cmdlets,
  }));
}

interface Directed {
  astNode?: { readonly directives?: readonly DirectiveNode[] } | null;
}

function valuesOf(directive: GraphQLDirective, { astNode }: Directed): Record<string, string | undefined>[] {
  const applied = (astNode?.directives ?? []).filter(({ name }) => name.value === directive.name);
  return applied.map((node) => getArgumentValues(directive, node) as Record<string, string | undefined>);
}

function asWritten([argument, ...path]: string[]): string {
  return path.length
    ? `${argument}: ${path.reduceRight((inside, name) => `{ ${name}${inside && `: ${inside}`} }`, '')}`
    : `${argument}:`;
}
