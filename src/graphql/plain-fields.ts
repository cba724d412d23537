import type { GraphQLFieldResolver, GraphQLSchema } from 'graphql';
import { GraphQLObjectType } from 'graphql';
import { getMetadataStorage } from 'type-graphql';

type Storage = ReturnType<typeof getMetadataStorage>;
type FieldMetadata = Storage['fields'][number];
type ObjectMetadata = Storage['objectTypes'][number];
type Source = Record<string, unknown>;

/**
 * Lets the fields that are but properties be read as such: before each, type-graphql puts a resolver that makes room for
 * access checks and middleware. Fields that have any keep theirs.
 */
export function readPlainFields(schema: GraphQLSchema): void {
  for (const objectType of getMetadataStorage().objectTypes) {
    const type = schema.getType(objectType.name);
    if (!(type instanceof GraphQLObjectType)) continue;
    for (const field of Object.values(type.getFields())) {
      const declared = declarationsOf(objectType, field.name);
      if (declared.length !== 1 || !isOpen(declared[0]!)) continue;
      field.resolve = readerOf(declared[0]!, field.resolve);
    }
  }
}

/** A field of a type is declared in its class, in a class above that, or in an interface. */
function declarationsOf({ target, interfaceClasses = [] }: ObjectMetadata, name: string): FieldMetadata[] {
  const prototype = target.prototype as object;
  return getMetadataStorage().fields.filter(
    (field) =>
      field.schemaName === name &&
      (field.target === target || prototype instanceof field.target || interfaceClasses.includes(field.target)),
  );
}

/** Whether nothing stands between the property and who asks for it. */
function isOpen({ target, name, roles, middlewares = [] }: FieldMetadata): boolean {
  const resolvers = getMetadataStorage().fieldResolvers.filter(
    (resolver) => resolver.methodName === name && resolver.getObjectType?.() === target,
  );
  const isGuarded = [...resolvers, { roles, middlewares }].some(
    (each) => each.roles !== undefined || (each.middlewares ?? []).length > 0,
  );
  return !isGuarded && resolvers.every(({ kind }) => kind === 'internal') && !isMethod(target, name);
}

function isMethod(target: FieldMetadata['target'], name: string): boolean {
  return typeof Object.getOwnPropertyDescriptor(target.prototype as object, name)?.value === 'function';
}

function isGetter(target: FieldMetadata['target'], name: string): boolean {
  return Object.getOwnPropertyDescriptor(target.prototype as object, name)?.get !== undefined;
}

/** @param resolve what type-graphql made; it gives objects of no class the getters of theirs */
function readerOf(
  { target, name, schemaName }: FieldMetadata,
  resolve: GraphQLFieldResolver<unknown, unknown> | undefined,
): GraphQLFieldResolver<unknown, unknown> | undefined {
  if (isGetter(target, name)) {
    return (source, args, context, info) =>
      source instanceof target ? (source as unknown as Source)[name] : resolve!(source, args, context, info);
  }
  // What has no resolver is read by the field's name.
  return name === schemaName ? undefined : (source) => (source as Source)[name];
}
