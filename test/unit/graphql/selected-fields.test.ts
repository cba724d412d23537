import { type FragmentDefinitionNode, Kind, type OperationDefinitionNode, parse } from 'graphql';

import { entriesShowOnly, selects } from '../../../src/graphql/selected-fields';

/** What the resolver of the first field of a document is told of it. */
function asked(document: string): Parameters<typeof selects>[0] {
  const { definitions } = parse(document);
  const operation = definitions.find(
    (each): each is OperationDefinitionNode => each.kind === Kind.OPERATION_DEFINITION,
  )!;
  const fragments = definitions.filter(
    (each): each is FragmentDefinitionNode => each.kind === Kind.FRAGMENT_DEFINITION,
  );
  const fieldNodes = operation.selectionSet.selections.filter((selection) => selection.kind === Kind.FIELD);
  return { fieldNodes, fragments: Object.fromEntries(fragments.map((fragment) => [fragment.name.value, fragment])) };
}

it.each([
  ['mutation { setRooms { succeeded impact { gained { totalCount } } } }', true],
  ['mutation { setRooms { succeeded shown: impact { gained { totalCount } } } }', true],
  ['mutation { setRooms { ... on AccessBulkPayload { impact { gained { totalCount } } } } }', true],
  [
    'mutation { setRooms { ...Outcome } } fragment Outcome on BulkPayload { ...Access } fragment Access on AccessBulkPayload { impact { gained { totalCount } } }',
    true,
  ],
  ['mutation { setRooms { succeeded } setRooms { impact { gained { totalCount } } } }', true],
  ['mutation { setRooms { succeeded } }', false],
  ['mutation { setRooms { impact: succeeded } }', false],
  ['mutation { setRooms { results { nodes { impact } } } }', false],
  [
    'mutation { setRooms { ...Outcome } } fragment Outcome on BulkPayload { succeeded } fragment Other on BulkPayload { impact }',
    false,
  ],
  ['mutation { setRooms }', false],
])('tells of %s whether it shows the field', (document, shows) => {
  expect(selects(asked(document), 'impact')).toBe(shows);
});

it.each([
  ['{ members { nodes { id name: displayName } } }', true],
  [
    '{ members { edges { cursor node { id ...Named } } totalCount } } fragment Named on Principal { displayName }',
    true,
  ],
  ['{ members { totalCount } }', true],
  ['{ members { nodes { id } edges { node { logonName } } } }', false],
  ['{ members { ...Page } } fragment Page on PrincipalConnection { nodes { ... on Principal { logonName } } }', false],
  ['{ members { nodes { id } } members { nodes { policy { id } } } }', false],
])('%s shows only names of the entries: %s', (document, expected) => {
  expect(entriesShowOnly(asked(document), new Set(['id', 'displayName']))).toBe(expected);
});
