import { getNamedType, type GraphQLInputObjectType } from 'graphql';

import { committedSchema } from '../../support/committed-schema';

const mutations = committedSchema.getMutationType()!.getFields();

function inputOf(mutation: string): string[] {
  const input = committedSchema.getType(
    getNamedType(mutations[mutation]!.args[0]!.type).name,
  ) as GraphQLInputObjectType;
  return Object.keys(input.getFields());
}

/** Each mutation of one thing with the one of many: where the last word isn't of another thing, the latter is its plural. */
const PAIRS = Object.keys(mutations).flatMap((singular) =>
  [`${singular}s`, singular.replace(/y$/, 'ies'), singular.replace('ActiveServers', 'ActiveServersOfPools')]
    .filter((plural) => plural !== singular && plural in mutations)
    .map((plural): [string, string] => [singular, plural]),
);

/** What says which one thing is meant, and at which version: of many things `where` says it. */
const OF_ONE = ['id', 'identity', 'expectedVersion', 'tenant', 'domainController'];
/** What no two things can have. */
const UNIQUE = ['name'];

it('pairs the changes of one thing with those of many', () => {
  const plurals = PAIRS.map(([, plural]) => plural).sort();
  const ofMany = Object.keys(mutations).filter((name) => inputOf(name).includes('onError'));
  // These are of things that no mutation changes one of.
  expect(plurals).toEqual(ofMany.filter((name) => !['removeAccessEntries', 'revert'].includes(name)).sort());
});

it.each(PAIRS)('lets all that %s takes be given to %s, but for what only one thing can have', (singular, plural) => {
  const taken = inputOf(plural);
  const missing = inputOf(singular).filter((field) => !taken.includes(field));
  expect(missing.filter((field) => ![...OF_ONE, ...UNIQUE].includes(field))).toEqual([]);
});
