import * as fc from 'fast-check';
import { execute, type ExecutionResult, parse } from 'graphql';

import { Executor } from '../../../../src/graphql/execution/executor';
import { companySchema } from './company';

const schema = companySchema();
const executor = new Executor(schema);

const LEAVES = [
  'name',
  'born',
  'level',
  'grid',
  'delayed',
  'delayedNumber',
  'greeting(times: $times)',
  'method(suffix: "x")',
  'fails',
  'failsLater',
  'mustNotFail',
  'mustNotFailLater',
  'badLevel',
  'noLevel',
  'returnsError',
  'notAList',
  '__typename',
];
const OBJECTS = ['friend', 'self', 'friends', 'strangers'];
const CONDITIONS = ['', '', '', ' @skip(if: $yes)', ' @include(if: $yes)', ' @include(if: $no)'];

const condition = fc.constantFrom(...CONDITIONS);
const { selection } = fc.letrec<{ selection: string; field: string }>((tie) => ({
  field: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.tuple(fc.constantFrom(...LEAVES), condition).map((parts) => parts.join('')),
    fc
      .tuple(fc.constantFrom(...OBJECTS), condition, tie('selection'))
      .map(([name, directive, inner]) => `${name}${directive} ${inner}`),
    fc
      .tuple(fc.constantFrom('... on Person', '... on Named { name } ...', '...'), condition, tie('selection'))
      .map(([type, directive, inner]) => `${type}${directive} ${inner}`),
  ),
  selection: fc.array(tie('field'), { minLength: 1, maxLength: 4 }).map((fields) => `{ ${fields.join(' ')} }`),
}));
// Of a list whose first entry fails later and whose second at once, graphql-js leaves a failure that nobody hears of.
const root = fc.constantFrom('person', 'beings', 'named');

const operation = fc
  .array(fc.tuple(root, selection), { minLength: 1, maxLength: 2 })
  .map((roots) => roots.map(([name, inner], i) => `r${i}: ${name} { ... on Person ${inner} }`).join(' '))
  .map((fields) => `query ($yes: Boolean!, $no: Boolean!, $times: Int) { ${fields} }`);
const variables = fc.record({ yes: fc.boolean(), no: fc.boolean(), times: fc.option(fc.nat()) });

it('a plan answers generated operations as graphql-js does', async () => {
  await fc.assert(
    fc.asyncProperty(operation, variables, async (query, variableValues) => {
      const asked = { document: parse(query), variableValues, contextValue: { name: 'context' } };
      const interpreted = await execute({ schema, ...asked });
      const planned = await executor.execute(asked);
      expect(told(planned)).toEqual(told(interpreted));
    }),
    { numRuns: 200 },
  );
});

function told({ data, errors = [] }: ExecutionResult) {
  return { data: JSON.stringify(data), errors: errors.map((error) => JSON.stringify(error)).sort() };
}
