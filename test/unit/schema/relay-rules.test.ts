import { isInterfaceType, isNamedType, isObjectType, getNamedType } from 'graphql';

import { committedSchema, declaredTypes, outputFields } from '../../support/committed-schema';

const objects = declaredTypes.filter((type) => isObjectType(type));
const connections = objects.filter(({ name }) => name.endsWith('Connection'));

const shape = (type: string) => {
  const named = committedSchema.getType(type);
  if (!isObjectType(named) && !isInterfaceType(named)) throw new Error(`The schema has no type ${type} with fields.`);
  return Object.fromEntries(Object.values(named.getFields()).map((field) => [field.name, String(field.type)]));
};

const signature = (coordinate: string) => {
  const { field } = outputFields.find((candidate) => candidate.coordinate === coordinate)!;
  return `(${field.args.map(({ name, type }) => `${name}: ${String(type)}`).join(', ')}): ${String(field.type)}`;
};

describe('The schema as Relay wants it', () => {
  it('gives each page its place, with no cursors where the page is empty', () => {
    expect(shape('PageInfo')).toEqual({
      endCursor: 'String',
      hasNextPage: 'Boolean!',
      hasPreviousPage: 'Boolean!',
      startCursor: 'String',
    });
  });

  it('finds every thing again by its global id', () => {
    expect(shape('Node')).toEqual({ id: 'ID!' });
    expect(signature('Query.node')).toBe('(id: ID!): Node');
    expect(signature('Query.nodes')).toBe('(ids: [ID!]!): [Node]!');
    const known = objects.filter((type) => type.getFields().id).map(({ name }) => name);
    const nodes = objects.filter((type) => type.getInterfaces().some(({ name }) => name === 'Node'));
    expect(known).toEqual(nodes.map(({ name }) => name));
    expect(known).toEqual(
      expect.arrayContaining(['AccessToken', 'Addin', 'AuditEntry', 'Category', 'Pool', 'Principal', 'Room', 'Site']),
    );
  });

  it.each(connections.map(({ name }) => name))('builds %s of edges, nodes, a place and a count', (connection) => {
    const node = connection.replace(/Connection$/, '');
    expect(isNamedType(committedSchema.getType(node))).toBe(true);
    expect(shape(connection)).toMatchObject({
      edges: `[${node}Edge!]!`,
      nodes: `[${node}!]!`,
      pageInfo: 'PageInfo!',
      totalCount: 'Int!',
    });
    expect(shape(`${node}Edge`)).toEqual({ cursor: 'String!', node: `${node}!` });
  });

  it('pages through every connection in both directions, with no page size in the schema', () => {
    const paged = outputFields.filter(({ field }) => connections.some((type) => type === getNamedType(field.type)));
    expect(paged.length).toBeGreaterThan(20);
    for (const { field, coordinate } of paged) {
      const taken = Object.fromEntries(
        field.args.map(({ name, type, defaultValue }) => [name, [String(type), defaultValue]]),
      );
      expect({ coordinate, ...taken, type: String(field.type) }).toMatchObject({
        coordinate,
        first: ['Int', undefined],
        after: ['String', undefined],
        last: ['Int', undefined],
        before: ['String', undefined],
        type: expect.stringMatching(/Connection!?$/),
      });
    }
  });
});
