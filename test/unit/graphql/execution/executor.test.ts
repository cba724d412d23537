import { execute, type ExecutionResult, parse } from 'graphql';

import { Executor } from '../../../../src/graphql/execution/executor';
import { companySchema } from './company';

const schema = companySchema();
const executor = new Executor(schema);

type Asked = [query: string, variables?: Record<string, unknown>, operationName?: string];

const CASES: Record<string, Asked> = {
  'values of every kind': [
    '{ person { name born level colour scores grid delayed delayedNumber } root context iterable }',
  ],
  'a property that is a function': ['{ person { method(suffix: "x") } }'],
  'arguments, defaults and nulls': [
    'query ($t: Int, $n: Int) { person { a: greeting b: greeting(to: "Bob", times: 3) c: greeting(times: null) d: greeting(times: $t) e: greeting(times: $n) } }',
    { n: null },
  ],
  'an argument that a variable leaves out': [
    'query ($s: String! = "s") { person { method(suffix: $s) } }',
    { s: null },
  ],
  'aliases and the same field twice': ['{ a: person { x: name name } person { self { name } self { born } name } }'],
  'an alias of the prototype': ['{ __proto__: person { name __proto__: born constructor: born } }'],
  'fragments in fragments': [
    '{ person { ...A ... on Person { born } ... { colour } } } fragment A on Named { name ...B } fragment B on Person { level name }',
  ],
  'conditions by variables': [
    'query ($yes: Boolean!, $no: Boolean!) { person { name @include(if: $no) born @skip(if: $no) colour @include(if: $yes) @skip(if: $yes) ...F @include(if: $no) ... on Person @include(if: $yes) { self { name } } } } fragment F on Person { level }',
    { yes: true, no: false },
  ],
  'the same conditions the other way': [
    'query ($yes: Boolean!, $no: Boolean!) { person { name @include(if: $no) born @skip(if: $no) colour @include(if: $yes) @skip(if: $yes) ...F @include(if: $no) ... on Person @include(if: $yes) { self { name } } } } fragment F on Person { level }',
    { yes: false, no: true },
  ],
  'the order of fields that a condition chooses': [
    'query ($late: Boolean!) { person { name @skip(if: $late) born name } }',
    { late: true },
  ],
  'a condition that is null': [
    'query ($yes: Boolean = true) { root person { name self { born @include(if: $yes) } } }',
    { yes: null },
  ],
  'a condition that is null at the root': ['query ($yes: Boolean = true) { root @include(if: $yes) }', { yes: null }],
  'an error in a nullable field': [
    '{ person { name fails fails2: fails(with: "OWN") failsLater throwsText returnsError } }',
  ],
  'a null where none may be': ['{ person { name self { name self { mustNotFail } } } }'],
  'a null where none may be, up to the root': ['{ root required { name } person { name } }'],
  'errors side by side': ['{ person { mustNotFailLater self { mustNotFail } failsLater fails } root }'],
  'an error beside one that takes its place away': [
    '{ person { friend { self { self { mustNotFail } } failsLater fails } } }',
  ],
  'lists with nulls, errors and promises': ['{ person { strangers { name born } friends { name friend { name } } } }'],
  'a null in a list that takes none': ['{ person { friends { mustNotFail } } }'],
  'a failure in a list that takes none, later': ['{ person { name friends { delayedNumber } } }'],
  'a failure in a list that takes nulls': ['{ person { strangers { mustNotFail name } } }'],
  'a list from a promise of a set': ['{ slow { born delayedNumber } }'],
  'a list that is none': ['{ person { notAList name } }'],
  'a scalar that refuses': ['{ person { badLevel name } }'],
  'a scalar that gives nothing': ['{ person { noLevel name } }'],
  'an enum that knows no such value': ['{ person { badColour name } }'],
  'abstract types': [
    '{ beings { __typename ... on Person { name born } ... on Robot { model } ... on Named { name } } named { __typename name ... on Robot { model } } }',
  ],
  'a type that the schema lacks': ['{ being(kind: "Ghost") { __typename } root }'],
  'a type that is none of the union': ['{ being(kind: "Total") { __typename } root }'],
  'a type that is no object': ['{ being(kind: "Colour") { __typename } root }'],
  'a type that is no text, and none': [
    '{ a: untyped(kind: "number") { name } b: untyped(kind: "null") { name } c: untyped(kind: "Plain") { name } }',
  ],
  'a value that is not of its type': [
    '{ beings { ... on Plain { text } } being(kind: "Plain") { ... on Plain { text } } }',
  ],
  'input objects with variables': [
    'query ($w: Wish!, $what: String!, $note: String, $c: [Colour!]) { a: wish(wish: $w) b: wish(wish: { what: $what, note: $note }) c: wish(wish: { what: "x", colours: [RED, GREEN] }, list: [{ what: "y", count: null }]) d: wish(wish: { what: "z", colours: $c }) }',
    { w: { what: 'all', count: 3, colours: ['RED'] }, what: 'some' },
  ],
  'a scalar as an argument, as literal and variable': [
    'query ($l: Level!) { a: level(level: $l) b: level(level: { deep: [1, "x", RED] }) c: level(level: 3) }',
    { l: { any: ['thing'] } },
  ],
  'variables with defaults': [
    'query ($a: String = "one", $b: String = "two", $c: Int = 3) { person { x: greeting(to: $a, times: $c) y: greeting(to: $b) } }',
    { b: 'given' },
  ],
  'a variable that is missing': ['query ($s: String!) { person { method(suffix: $s) } }'],
  'variables that are wrong': [
    'query ($w: Wish!, $n: Int!, $l: Level!, $c: Colour) { wish(wish: $w) level(level: $l) person { greeting(times: $n) } }',
    { w: { count: 'x', colours: ['PINK'], other: 1 }, n: 1.5, l: 'bad', c: 'RED' },
  ],
  'a null where a variable takes none': ['query ($n: String!) { person { method(suffix: $n) } }', { n: null }],
  'an operation by its name': ['query A { root } query B { person { name } }', undefined, 'B'],
  'an operation that the document lacks': ['query A { root }', undefined, 'C'],
  'several operations and no name': ['query A { root } query B { root }'],
  'a document without an operation': ['fragment F on Person { name }'],
  'an operation that the schema lacks a field for': ['{ person { nothing name } nothing }'],
  'a field of a field that is missing': ['{ missing { name self { born } } }'],
  'mutations in their order': [
    'mutation { a: add(n: 1) { total later } total b: add(n: 10) { later total } ...More } fragment More on Mutation { c: add(n: 100) { total } }',
  ],
  'a mutation that fails between others': [
    'mutation { a: add(n: 1) { total } b: add(n: 1) { fails } c: add(n: 1) { total } }',
  ],
  'a mutation that must not fail and does': ['mutation { add(n: 1) { total } addMust(n: 1) { fails } total }'],
  'an event of a subscription': ['subscription { ticks __typename }'],
  'what resolvers are told of their fields': [
    'query Q($x: Int = 4) { p: person { info friends { i: info } self { info info } } beings { ... on Person { info } } named { ... on Person { info } } }',
  ],
  introspection: [
    '{ __typename __schema { queryType { name } types { name kind fields { name args { name defaultValue type { name } } type { kind ofType { name } } } enumValues { name } possibleTypes { name } } directives { name } } __type(name: "Person") { name fields(includeDeprecated: true) { name } } }',
  ],
};

/** What the operation leaves behind counts as well. */
async function answers(
  query: string,
  variableValues?: Record<string, unknown>,
  operationName?: string,
): Promise<unknown[]> {
  const document = parse(query);
  const asked = () => ({
    schema,
    document,
    variableValues,
    operationName,
    contextValue: { name: 'context' },
    rootValue: { root: 'root', total: 0, ticks: 3 },
  });
  const told = async (run: (given: ReturnType<typeof asked>) => unknown) => {
    const given = asked();
    const result = (await run(given)) as ExecutionResult;
    return [JSON.stringify(result), given.rootValue.total, result.errors?.map((error) => error.originalError?.message)];
  };
  return [
    await told((given) => execute(given)),
    await told((given) => executor.execute(given)),
    // By the plan that was made the first time.
    await told((given) => executor.execute(given)),
  ];
}

describe('a plan answers as graphql-js does', () => {
  it.each(Object.entries(CASES))('%s', async (_name, [query, variables, operationName]) => {
    const [interpreted, first, again] = await answers(query, variables, operationName);
    expect(first).toEqual(interpreted);
    expect(again).toEqual(interpreted);
  });
});

it('answers one document by what its conditions say each time, however often they change', async () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const fields = names.map((name) => `${name}: name @include(if: $${name}) self { ${name}: born @skip(if: $${name}) }`);
  const given = names.map((name) => `$${name}: Boolean!`).join(' ');
  const document = parse(
    `query (${given}) { person { ${fields.join(' ')} } ...Root } fragment Root on Query { root @skip(if: $a) }`,
  );
  const chosen = Array.from({ length: 2 ** names.length }, (_, bits) =>
    Object.fromEntries(names.map((name, i) => [name, Boolean((bits >> i) & 1)])),
  );
  for (const variableValues of [...chosen, ...chosen]) {
    const asked = { document, variableValues, contextValue: null };
    const interpreted = await execute({ schema, ...asked });
    expect(JSON.stringify(await executor.execute(asked))).toBe(JSON.stringify(interpreted));
  }
});

it('hears of what fails later in a list of which another entry failed at once', async () => {
  const unheard: unknown[] = [];
  const listener = (error: unknown) => unheard.push(error);
  process.on('unhandledRejection', listener);
  const document = parse('{ slow { mustNotFail mustNotFailLater } }');
  const { data, errors } = await executor.execute({ document, contextValue: null });
  await new Promise((resolve) => setImmediate(resolve));
  process.off('unhandledRejection', listener);
  expect(data).toEqual({ slow: null });
  expect(errors!.map(({ message }) => message)).toEqual([
    'Cannot return null for non-nullable field Person.mustNotFail.',
  ]);
  expect(unheard).toEqual([]);
});
