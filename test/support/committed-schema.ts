import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
  buildSchema,
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';

export const ROOT = join(__dirname, '../..');

/** The contract: `schema.graphql` as it was committed. */
export const committedSdl = readFileSync(join(ROOT, 'schema.graphql'), 'utf8');

export const committedSchema = buildSchema(committedSdl);

/** The types that the project declares, its own scalars included. */
export const declaredTypes = Object.values(committedSchema.getTypeMap()).filter(
  (type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type),
);

export interface OutputField {
  type: GraphQLObjectType | GraphQLInterfaceType;
  field: GraphQLField<unknown, unknown>;
  /** `Room.members` */
  coordinate: string;
}

/** Every field that can be selected. */
export const outputFields: OutputField[] = declaredTypes
  .filter((type) => isObjectType(type) || isInterfaceType(type))
  .flatMap((type) =>
    Object.values(type.getFields()).map((field) => ({ type, field, coordinate: `${type.name}.${field.name}` })),
  );
