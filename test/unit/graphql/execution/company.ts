import { buildSchema, GraphQLError, type GraphQLObjectType, GraphQLScalarType, type GraphQLSchema } from 'graphql';

const SDL = `
  scalar Level
  enum Colour { RED GREEN }
  interface Named { name: String }
  type Person implements Named {
    name: String
    born: Int!
    level: Level
    colour: Colour
    friend: Person
    self: Person!
    friends: [Person!]!
    strangers: [Person]
    scores: [Int!]
    grid: [[Int!]!]
    delayed: String
    delayedNumber: Int!
    greeting(to: String = "you", times: Int): String!
    method(suffix: String!): String
    fails(with: String): String
    mustNotFail: String!
    failsLater: String
    mustNotFailLater: String!
    badLevel: Level
    badColour: Colour
    noLevel: Level
    returnsError: String
    notAList: [String]
    throwsText: String
    info: String
  }
  type Robot implements Named { name: String, model: Int }
  type Plain { text: String }
  union Being = Person | Robot | Plain
  input Wish { what: String!, count: Int = 1, colours: [Colour!], note: String }
  type Query {
    person: Person
    missing: Person
    being(kind: String!): Being
    beings: [Being]!
    named: [Named!]
    wish(wish: Wish!, list: [Wish!]): String
    level(level: Level!): Level
    root: String
    required: Person!
    untyped(kind: String!): Named
    slow: [Person!]
    iterable: [Int]
    context: String
  }
  type Mutation { add(n: Int!): Total, addMust(n: Int!): Total!, total: Int }
  type Total { total: Int!, later: Int, fails: Int! }
  type Subscription { ticks: Int }
`;

/** Somebody with all that can go right and wrong with fields. */
class Person {
  readonly name = 'Ann';
  readonly born = 1990;
  readonly level = { deep: [1, 'two'] };
  readonly colour = 'RED';
  readonly scores = [1, 2, 3];
  readonly grid = [[1, 2], [], [3]];
  readonly badLevel = 'refused';
  readonly badColour = 'BLUE';
  readonly noLevel = 'empty';
  readonly returnsError = new Error('It is an error.');
  readonly notAList = 'text';

  constructor(private readonly depth = 0) {}

  get self(): Person {
    return new Person(this.depth + 1);
  }

  get friend(): Promise<Person | null> {
    return Promise.resolve(this.depth > 2 ? null : new Person(this.depth + 1));
  }

  get friends(): (Person | Promise<Person>)[] {
    return [new Person(this.depth + 1), Promise.resolve(new Person(this.depth + 1))];
  }

  get strangers(): unknown[] {
    return [new Person(1), null, new Error('No person.'), Promise.reject(new Error('Nobody comes.')), new Person(2)];
  }

  get delayed(): Promise<string> {
    return Promise.resolve('later');
  }

  get delayedNumber(): Promise<unknown> {
    return Promise.resolve(this.depth === 1 ? 'no number' : 7);
  }

  method({ suffix }: { suffix: string }, context: { name: string }): string {
    return `${this.name} ${suffix} ${context.name}`;
  }

  get mustNotFail(): string | null {
    return this.depth === 0 ? 'fine' : null;
  }

  get mustNotFailLater(): Promise<string> {
    return Promise.reject(new Error('It failed after all.'));
  }

  get failsLater(): Promise<string> {
    return Promise.reject(new GraphQLError('Later.', { extensions: { code: 'LATER', detail: [1] } }));
  }

  get throwsText(): string {
    // What is thrown need not be an error.
    // eslint-disable-next-line @typescript-eslint/only-throw-error
    throw 'a text';
  }
}

type Resolve = NonNullable<ReturnType<GraphQLObjectType['getFields']>[string]['resolve']>;

const RESOLVERS: Record<string, Record<string, Resolve>> = {
  Person: {
    greeting: (source: Person, { to, times }: { to?: string; times?: number | null }) =>
      `${source.name} greets ${to}, ${times === undefined ? 'often' : String(times)}`,
    fails: (_source, { with: code }: { with?: string }) => {
      throw new GraphQLError('It failed.', { extensions: code ? { code } : undefined });
    },
    info: (
      _source,
      _args,
      _context,
      { fieldName, fieldNodes, path, parentType, returnType, operation, variableValues },
    ) =>
      JSON.stringify([
        fieldName,
        fieldNodes.length,
        path,
        parentType.name,
        String(returnType),
        operation.operation,
        variableValues,
      ]),
  },
  Query: {
    person: () => new Person(),
    being: (_source, { kind }: { kind: string }) => ({ kind, name: kind, model: 5, text: 'plain' }),
    beings: async () => [new Person(), { kind: 'Robot', name: 'R2', model: 2 }, { kind: 'Nothing' }, { kind: 'Plain' }],
    named: () => [new Person(), Promise.resolve({ kind: 'Robot', name: 'R2' })],
    wish: (_source, args: object) => JSON.stringify(args),
    level: (_source, { level }: { level: unknown }) => level,
    required: () => null,
    untyped: (_source, { kind }: { kind: unknown }) => ({
      kind: kind === 'number' ? 7 : kind === 'null' ? null : kind,
    }),
    slow: async () => new Set([new Person(0), new Person(1)]),
    iterable: () => new Set([1, 2]),
    context: (_source, _args, context: { name: string }) => context.name,
  },
  Mutation: {
    add: async (root: { total: number }, { n }: { n: number }) => {
      await new Promise((resolve) => setImmediate(resolve));
      root.total += n;
      const total = root.total;
      return { total, later: () => Promise.resolve(root.total) };
    },
    addMust: (root: { total: number }, { n }: { n: number }) => ({ total: (root.total += n), fails: null }),
  },
};

/** A schema with every kind of type, and resolvers that do what resolvers do, the worst included. */
export function companySchema(): GraphQLSchema {
  const schema = buildSchema(SDL);
  for (const [type, resolvers] of Object.entries(RESOLVERS)) {
    const fields = (schema.getType(type) as GraphQLObjectType).getFields();
    for (const [field, resolve] of Object.entries(resolvers)) fields[field]!.resolve = resolve;
  }
  const level = schema.getType('Level') as GraphQLScalarType;
  level.serialize = (value) => {
    if (value === 'refused') throw new GraphQLError('No such level.', { extensions: { code: 'NO_LEVEL' } });
    return value === 'empty' ? undefined : value;
  };
  level.parseValue = (value) => {
    if (value === 'bad') throw new GraphQLError('Bad level.', { extensions: { code: 'BAD_LEVEL' } });
    return { level: value };
  };
  const typeOf = (value: unknown) =>
    value instanceof Person ? 'Person' : ((value as { kind?: unknown }).kind as string | undefined);
  for (const name of ['Being', 'Named']) {
    const type = schema.getType(name) as { resolveType?: unknown };
    type.resolveType = (value: unknown) =>
      (value as { kind?: unknown }).kind === 'Robot' ? Promise.resolve('Robot') : typeOf(value);
  }
  (schema.getType('Plain') as GraphQLObjectType).isTypeOf = (value: { text?: string }) =>
    Promise.resolve(Boolean(value.text));
  return schema;
}
